import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { db } from '#lib/db/client.ts'
import { incus } from '#lib/incus/client.ts'
import { listInstances, removeInstance } from '#lib/incus/instances.ts'
import { closeLabHosts } from './lab-host.ts'
import { configKeys } from './lab-instance.ts'
import type { LabRecord } from './lab-record.ts'
import { findOrCreateLab, jumpLab, readPhase, resetLab, startLab, stopLab } from './lab-service.ts'
import { isStartPrepared } from './starts/start-template.ts'

const site = await vi.hoisted(async () => {
  const made = (await import('./test-site.ts')).makeTestSite()
  process.env.VIRTLAB_LESSONS = `${made.stateDir}/lessons`
  return made
})
/** In the scripts, so that no other run's template is theirs. */
const mark = randomBytes(4).toString('hex')
const lesson = `${site.stateDir}/lessons/06-pools`
const start = `# ${mark}
virsh net-destroy pxe
virsh vol-create-as default web.qcow2 1G --format qcow2 --backing-vol tinyvm-1.0-x86_64.qcow2 --backing-vol-format qcow2
virt-install --name web --osinfo tinyvm1.0 --import --disk vol=default/web.qcow2 --memory 192 --network network=default --noautoconsole
while ! virsh domifaddr web | grep -q ipv4; do inotifywait -qq -t 5 /var/lib/libvirt/dnsmasq || true; done
# step: pool
virsh pool-define-as data dir --target /srv/data
`
let lab: LabRecord
const inLab = async (line: string) => {
  const { stdout, stderr } = await incus().run(lab.instance, ['sh', '-c', line], { timeoutMs: 60_000 })
  return (stdout + stderr).trim()
}

beforeAll(async () => {
  mkdirSync(lesson, { recursive: true })
  writeFileSync(path.join(lesson, 'start.sh'), start)
  lab = await findOrCreateLab({ studentId: await site.addStudent(), courseId: 'c' })
})

afterAll(async () => {
  await closeLabHosts()
  for (const key of ['06-pools#pool', '06-pools'])
    for (const { name } of await listInstances(incus(), configKeys.start, key))
      if (name.startsWith('vl-start-')) await removeInstance(incus(), name)
  await site.remove()
}, 60_000)

test('a lab that is not there is made with the start state, and its VM goes on running', async () => {
  expect(await isStartPrepared('06-pools')).toBe(false)
  await jumpLab({ labId: lab.id, start: '06-pools' })
  expect(await isStartPrepared('06-pools')).toBe(true)
  expect(readPhase(lab.id).phase).toBe('running')
  expect(await inLab('virsh domstate web --reason')).toBe('running (restored)')
  expect(await inLab('virsh domifaddr web')).toMatch(/192\.168\.122\.\d+/)
  expect(await inLab('virsh net-list --name --inactive')).toBe('')
  expect(await inLab('virsh pool-list --all --name')).toBe('default')
  expect((await db().lab.findUniqueOrThrow({ where: { id: lab.id } })).start).toBe('06-pools')
}, 180_000)

test('a jump to a step, from the copy that is there; a reset goes back to it; and back to the beginning', async () => {
  await jumpLab({ labId: lab.id, start: '06-pools#pool' })
  expect(await inLab('virsh pool-list --all --name')).toContain('data')
  expect(await inLab('virsh domstate web')).toBe('running')
  await inLab('virsh pool-undefine data; virsh destroy web')
  await resetLab({ labId: lab.id })
  expect(await inLab('virsh pool-list --all --name; virsh domstate web')).toMatch(/data[^]*running/)
  await jumpLab({ labId: lab.id, start: '06-pools' })
  expect(await inLab('virsh pool-list --all --name')).toBe('default')
}, 180_000)

test('a VM that was switched off stays so when the lab stops and starts again', async () => {
  await inLab('virsh destroy web')
  await stopLab({ labId: lab.id })
  await startLab({ labId: lab.id })
  expect(await inLab('virsh domstate web')).toBe('shut off')
}, 120_000)

test('each chapter has a host of its own, left and found again with its VMs running', async () => {
  await jumpLab({ labId: lab.id, start: '06-pools' })
  await inLab('touch /root/mine; virsh suspend web')
  await jumpLab({ labId: lab.id, start: 'plain', resume: true })
  expect(await inLab('virsh list --all --name; ls /root')).toBe('')
  await inLab('touch /root/plain')
  await jumpLab({ labId: lab.id, start: '06-pools', resume: true })
  expect(await inLab('ls /root; virsh domstate web')).toBe('mine\npaused')
  expect((await db().lab.findUniqueOrThrow({ where: { id: lab.id } })).start).toBe('06-pools')
  await jumpLab({ labId: lab.id, start: 'plain', resume: true })
  expect(await inLab('ls /root')).toBe('plain')
  await jumpLab({ labId: lab.id, start: '06-pools' })
  expect(await inLab('ls /root; virsh domstate web')).toBe('running')
}, 180_000)

test('a start state that cannot be prepared leaves the lab as it is, and says what the script said', async () => {
  writeFileSync(path.join(lesson, 'start.sh'), `# ${mark}\nvirsh start nobody\n`)
  await inLab('touch /root/mine')
  await expect(jumpLab({ labId: lab.id, start: '06-pools' })).rejects.toMatchObject({
    code: 'lab.start-failed',
    params: { words: expect.stringContaining("failed to get domain 'nobody'") },
  })
  expect(readPhase(lab.id).phase).toBe('running')
  expect(await inLab('ls /root')).toBe('mine')
  const drafts = await listInstances(incus(), configKeys.start, '06-pools')
  expect(drafts.filter(({ name }) => /^vl-start-.*-/.test(name))).toEqual([])
}, 120_000)

test('no such start state', async () => {
  await expect(jumpLab({ labId: lab.id, start: '06-pools#nowhere' })).rejects.toMatchObject({ code: 'lesson.no-start' })
  expect(readPhase(lab.id).phase).toBe('running')
})
