import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { ExportJob } from '#lib/labs/exports/exporter.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { readAudit } = await import('#lib/audit/audit-log.ts')
const { db } = await import('#lib/db/client.ts')
const { incus } = await import('#lib/incus/client.ts')
const { findInstance } = await import('#lib/incus/instances.ts')
const { courseId } = await import('#lib/labs/course.ts')
const { beginExports, cancelExports, deleteExport, openExport, readExports, watchExports } = await import(
  '#lib/labs/exports/manage-exports.ts'
)
const { settleExports, sweepExports } = await import('#lib/labs/exports/exporter.ts')
const { findOrCreateLab, jumpLab, readPhase, startLab, stopLab } = await import('#lib/labs/lab-service.ts')

const classId = 'k'
let actor: Actor
let student: string
let labId: string
let instance: string
const folder = path.join(site.stateDir, 'exports')
const left = () => (existsSync(folder) ? readdirSync(folder) : [])

async function inLab(...command: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await incus().run(instance, command, { timeoutMs: 100_000 })
  if (exitCode !== 0) throw new Error(`${command.join(' ')}: ${stderr}`)
  return stdout.trim()
}

/** Resolves with the class's exports as soon as they are as asked. */
async function until(condition: (exports: ExportJob[]) => boolean): Promise<ExportJob[]> {
  const found = Promise.withResolvers<ExportJob[]>()
  const stop = await watchExports({ actor, classId, onChange: (all) => condition(all) && found.resolve(all) })
  return found.promise.finally(stop)
}
const over = (all: ExportJob[]) => all.length > 0 && all.every(({ endedAt }) => endedAt !== null)

const asked = (thenDelete: boolean) => ({ actor, classId, studentIds: [student], thenDelete })

beforeAll(async () => {
  const teacher = await site.addStudent()
  student = await site.addStudent()
  actor = { userId: teacher, role: 'instructor', name: 'teacher', locale: 'en' }
  const members = [
    { userId: teacher, role: 'instructor' },
    { userId: student, role: 'student' },
  ]
  await db().class.create({ data: { id: classId, name: 'class', members: { create: members } } })
  const lab = await findOrCreateLab({ studentId: student, courseId })
  labId = lab.id
  await startLab({ labId })
  instance = (await db().lab.findUniqueOrThrow({ where: { id: labId } })).instance
  await inLab('sh', '-c', 'echo mine > /root/mine')
  await inLab(
    ...['virt-install', '--name', 'web', '--memory', '192', '--vcpus', '1', '--osinfo', 'tinyvm1.0', '--import'],
    ...['--disk', 'size=1,backing_store=/var/lib/libvirt/images/tinyvm-1.0-x86_64.qcow2,backing_format=qcow2'],
    ...['--graphics', 'none', '--noautoconsole'],
  )
}, 120_000)
afterAll(() => site.remove())

describe('exporting a lab, and deleting it then', { timeout: 240_000 }, () => {
  it('is for who manages the class', async () => {
    const others: [Actor, string][] = [
      [{ ...actor, userId: student, role: 'student' }, 'class.not-found'],
      [{ ...actor, userId: await site.addStudent() }, 'class.not-found'],
    ]
    const assistant = { ...actor, userId: await site.addStudent() }
    await db().classMember.create({ data: { classId, userId: assistant.userId, role: 'assistant' } })
    others.push([assistant, 'access.forbidden'])
    await db().labExport.create({ data: { id: 'x', classId, studentId: student, state: 'ready' } })
    for (const [other, code] of others) {
      await expect(beginExports({ ...asked(true), actor: other })).rejects.toMatchObject({ code })
      await expect(readExports({ actor: other, classId })).rejects.toMatchObject({ code })
      await expect(cancelExports({ actor: other, classId })).rejects.toMatchObject({ code })
      await expect(openExport(other, { id: 'x', index: 0 })).rejects.toMatchObject({ code })
      await expect(deleteExport(other, 'x')).rejects.toMatchObject({ code })
    }
    await deleteExport(actor, 'x')
    expect(readPhase(labId).phase).toBe('running')
  })

  it('leaves the lab as it was when the export fails, or is cancelled; nothing half made', async () => {
    // Where its files should go there is one.
    await writeFile(folder, '')
    await beginExports(asked(true))
    const [failed] = await until(over)
    expect(failed).toMatchObject({
      state: 'failed',
      thenDelete: true,
      error: { code: expect.stringMatching(/^lab\./) },
    })
    expect(readPhase(labId).phase).toBe('running')
    expect(await inLab('virsh', 'domstate', 'web')).toBe('running')
    await promisify(execFile)('rm', [folder])
    await deleteExport(actor, failed?.id ?? '')

    await beginExports(asked(true))
    await until(([job]) => job?.progress !== null && job?.progress !== undefined)
    await cancelExports({ actor, classId })
    await until((all) => all.length === 0)
    expect(left()).toEqual([])
    expect(readPhase(labId).phase).toBe('running')
    expect(await inLab('virsh', 'domstate', 'web')).toBe('running')
    const log = (await readAudit(student)).map(({ action }) => action)
    expect(log).toContain('lab-export')
    expect(log).not.toContain('lab-delete')
  })

  it('leaves the lab running when it is only exported', async () => {
    await beginExports(asked(false))
    const [done] = await until(over)
    expect(done).toMatchObject({ state: 'ready', thenDelete: false, files: [{ start: 'plain' }] })
    expect(readPhase(labId).phase).toBe('running')
    await vi.waitFor(async () => expect(await inLab('virsh', 'domstate', 'web')).toBe('running'), 30_000)
    await deleteExport(actor, done?.id ?? '')
    expect(left()).toEqual([])
  })

  it('deletes it when its hosts are whole on the disk; what is done by hand brings one back', async () => {
    await db().historyEntry.create({ data: { id: 'h', labId, source: 'gui', summary: 'lab-reset' } })
    await db().checkpointResult.create({ data: { studentId: student, checkpoint: 'a/b', status: 'passed', earned: 5 } })
    // Another chapter's host stands by; it is part of the lab.
    await jumpLab({ labId, start: '06-storage' })
    await beginExports(asked(true))
    const [done] = await until(over)
    expect(done).toMatchObject({ state: 'ready', error: null, files: [{ start: '06-storage' }, { start: 'plain' }] })
    await vi.waitFor(() => expect(readPhase(labId).phase).toBe('absent'), { timeout: 30_000 })
    expect(await findInstance(incus(), instance)).toBeNull()
    expect(await db().historyEntry.count({ where: { labId } })).toBeGreaterThan(0)
    expect(await db().checkpointResult.count({ where: { studentId: student } })).toBe(1)
    const log = (await readAudit(student)).map(({ action }) => action)
    expect(log.slice(0, 2)).toEqual(['lab-delete', 'lab-export'])

    const { stream, bytes, name } = await openExport(actor, { id: done?.id ?? '', index: 1 })
    expect(name).toMatch(/plain.*\.tar\.zst$/)
    expect(bytes).toBe(done?.files[1]?.bytes)
    const sum = createHash('sha256')
    await pipeline(stream, sum)
    expect(sum.digest('hex')).toHaveLength(64)

    // As docs/operations.md says.
    await startLab({ labId })
    await stopLab({ labId })
    const run = promisify(execFile)
    instance = (await db().lab.findUniqueOrThrow({ where: { id: labId } })).instance
    const file = path.join(folder, done?.id ?? '', '1.tar.zst')
    await run('incus', ['import', file, `${instance}-back`])
    await run('incus', ['delete', instance])
    await run('incus', ['rename', `${instance}-back`, instance])
    await startLab({ labId })
    expect(await inLab('cat', '/root/mine')).toBe('mine')
    expect(await inLab('virsh', 'domstate', 'web')).toBe('running')

    await deleteExport(actor, done?.id ?? '')
    expect(left()).toEqual([])
    await expect(openExport(actor, { id: done?.id ?? '', index: 1 })).rejects.toMatchObject({ code: 'lab.export-gone' })
  })

  it('says after a restart what was not finished, and keeps no file that no export knows', async () => {
    await db().labExport.create({ data: { id: 'cut', classId, studentId: student, state: 'working' } })
    for (const name of ['cut.new', 'of-a-deleted-class']) await mkdir(path.join(folder, name), { recursive: true })
    await sweepExports()
    expect(left()).toEqual(['cut.new'])
    await settleExports()
    expect(left()).toEqual([])
    expect(await readExports({ actor, classId })).toMatchObject([
      { id: 'cut', state: 'failed', error: { code: 'lab.export-interrupted' } },
    ])
  })
})
