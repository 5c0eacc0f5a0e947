import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { db } = await import('#lib/db/client.ts')
const { incus } = await import('#lib/incus/client.ts')
const { findInstance, listAllInstances, readInstance, removeInstance } = await import('#lib/incus/instances.ts')
const { backUpSite } = await import('#lib/labs/backup/site-backup.ts')
const { findOrCreateLab, startLab } = await import('#lib/labs/lab-service.ts')

const folder = mkdtempSync(path.join(tmpdir(), 'virtlab-backup-'))
const backup = path.join(folder, 'backup')
const second = path.join(folder, 'second')
let instance: string
let restored: string | null = null

const run = promisify(execFile)
const node = (state: string, ...args: string[]) =>
  run(process.execPath, args, { env: { ...process.env, VIRTLAB_STATE: state, VIRTLAB_LOG_LEVEL: 'silent' } })
async function inLab(command: string): Promise<string> {
  const { exitCode, stdout, stderr } = await incus().run(instance, ['sh', '-c', command], { timeoutMs: 100_000 })
  if (exitCode !== 0) throw new Error(`${command}: ${stderr || stdout}`)
  return stdout.trim()
}

beforeAll(async () => {
  const studentId = await site.addStudent()
  await db().class.create({ data: { id: 'k', name: 'k', members: { create: { userId: studentId, role: 'student' } } } })
  await db().lessonProgress.create({ data: { studentId, lesson: 'intro', position: 'here' } })
  const lab = await findOrCreateLab({ studentId, courseId: 'c' })
  instance = lab.instance
  await startLab({ labId: lab.id })
  await inLab(`echo mine > /root/mine
virsh -q vol-create-as default web.qcow2 1G --format qcow2 --backing-vol tinyvm-1.0-x86_64.qcow2 --backing-vol-format qcow2
virt-install --name web --memory 192 --vcpus 1 --osinfo tinyvm1.0 --import --disk vol=default/web.qcow2 --graphics none --noautoconsole`)
}, 120_000)
afterAll(async () => {
  if (restored) await removeInstance(incus(), restored)
  await site.remove()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

test('a site is restored beside the one it comes from: class, progress, and the lab with its VM where it was', async () => {
  const { hosts } = await backUpSite(backup, () => {})
  expect(hosts.map((host) => host.instance)).toEqual([instance])
  // The lab goes on; nothing is left of the making.
  expect(await inLab('virsh domstate web')).toBe('running')
  expect((await readInstance(incus(), instance)).config['user.virtlab.running'] ?? '').toBe('')
  expect((await listAllInstances(incus())).filter(({ name }) => name === `${instance}-copy`)).toEqual([])

  await node(second, 'scripts/restore.ts', backup)
  const line = 'cat /root/mine; virsh domstate web --reason'
  const { stdout } = await node(second, 'tests/backup/start-restored.ts', line)
  const found = JSON.parse(stdout) as Record<string, unknown>
  restored = String(found.instance)
  expect(found).toMatchObject({
    before: { phase: 'stopped', suspended: { vms: 1, why: 'site' } },
    stdout: expect.stringMatching(/^mine\nrunning \(restored\)/),
    progress: 1,
    classes: 1,
  })
  expect(restored).not.toBe(instance)
  expect((await findInstance(incus(), instance))?.running).toBe(true)
}, 240_000)

test('refusals say what is wrong, and leave nothing: a directory in use, a site in use, a backup cut short', async () => {
  await expect(backUpSite(backup, () => {})).rejects.toMatchObject({ code: 'backup.exists' })
  await expect(node(second, 'scripts/restore.ts', backup)).rejects.toMatchObject({
    stderr: expect.stringContaining('Restore into an empty site'),
  })
  const host = path.join(backup, 'hosts', readdirSync(path.join(backup, 'hosts'))[0] ?? '')
  truncateSync(host, 1000)
  const third = path.join(folder, 'third')
  mkdirSync(third)
  await expect(node(third, 'scripts/restore.ts', backup)).rejects.toMatchObject({
    stderr: expect.stringContaining('cut short'),
  })
  await expect(node(third, 'scripts/restore.ts', folder)).rejects.toMatchObject({
    stderr: expect.stringContaining('no manifest.json'),
  })
  expect(readdirSync(third).filter((name) => name.startsWith('virtlab.db'))).toEqual([])
}, 60_000)
