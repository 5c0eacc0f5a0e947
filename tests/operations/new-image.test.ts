import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { createClass } from '#lib/classes/class-record.ts'
import { putMember } from '#lib/classes/members.ts'
import { db } from '#lib/db/client.ts'
import { incus } from '#lib/incus/client.ts'
import { findImage } from '#lib/incus/images.ts'
import { findInstance, imageOf, readInstance, removeInstance } from '#lib/incus/instances.ts'
import { courseId } from '#lib/labs/course.ts'
import { findGarbage } from '#lib/labs/gc.ts'
import { listOutdatedLabs } from '#lib/labs/image-age.ts'
import { closeLabHosts } from '#lib/labs/lab-host.ts'
import { type LabRecord, readRecord } from '#lib/labs/lab-record.ts'
import { deleteLab, findOrCreateLab, jumpLab, readPhase, resetLab, startLab, stopLab } from '#lib/labs/lab-service.ts'
import { acquireLiveModel, type LiveModelHold } from '#lib/labs/live/live-models.ts'
import { manageLabs } from '#lib/labs/provision/manage-labs.ts'
import { reconcileLabs } from '#lib/labs/reconcile-labs.ts'
import { currentTemplates } from '#lib/labs/starts/start-template.ts'
import { SecondImage } from '#tests/support/second-image.ts'

const mark = randomBytes(4).toString('hex')
const site = await vi.hoisted(async () => {
  const made = (await import('#lib/labs/test-site.ts')).makeTestSite()
  process.env.VIRTLAB_LESSONS = `${made.stateDir}/lessons`
  process.env.VIRTLAB_LAB_IMAGE = `vl-test-image-${process.pid}`
  return made
})
/** A moment when all that is made here is old enough to be collected. */
const later = () => Date.now() + 48 * 3_600_000

let images: SecondImage
let first: { studentId: string; lab: LabRecord }
/** Its host is switched off, no page of it is open. */
let unused: typeof first
let second: typeof first
let page: LiveModelHold
let template = ''

const newcomer = async () => {
  const studentId = await site.addStudent()
  return { studentId, lab: await findOrCreateLab({ studentId, courseId }) }
}
const inLab = async ({ lab }: { lab: LabRecord }, line: string) => {
  const { instance } = await readRecord(lab.id)
  const { stdout } = await incus().run(instance, ['sh', '-c', line], { timeoutMs: 60_000 })
  return stdout.trim()
}
const imageOfLab = async ({ lab }: { lab: LabRecord }) =>
  imageOf(await readInstance(incus(), (await readRecord(lab.id)).instance))
beforeAll(async () => {
  mkdirSync(`${site.stateDir}/lessons/06-pools`, { recursive: true })
  writeFileSync(`${site.stateDir}/lessons/06-pools/start.sh`, `# ${mark}\ntouch /srv/prepared\n`)
  images = await SecondImage.make(process.env.VIRTLAB_LAB_IMAGE ?? '')
  await reconcileLabs()
  first = await newcomer()
  await jumpLab({ labId: first.lab.id, start: '06-pools' })
  template = (await currentTemplates('06-pools')).at(-1) ?? ''
  unused = await newcomer()
  await startLab({ labId: unused.lab.id })
  await stopLab({ labId: unused.lab.id })
  page = await acquireLiveModel(first.lab.id)
}, 120_000)

afterAll(async () => {
  page.release()
  await closeLabHosts()
  for (const { id } of await db().lab.findMany()) await deleteLab({ labId: id })
  await removeInstance(incus(), template)
  await images.remove()
  await site.remove()
}, 120_000)

test('a lab with a running VM goes on untouched when there is a new image, and its open page offers that at once', async () => {
  const xml = `<domain type='qemu'><name>web</name><memory unit='MiB'>64</memory><vcpu>1</vcpu><os><type arch='x86_64' machine='pc'>hvm</type></os></domain>`
  await inLab(first, `cat > /root/web.xml <<'END'\n${xml}\nEND\nvirsh define /root/web.xml && virsh start web`)
  const look = 'virsh domstate web; pgrep -f "guest=web" | head -1; cat /proc/1/stat | cut -d" " -f22; hostname'
  const before = await inLab(first, look)
  expect(before).toMatch(/^running\s+\d+/)
  expect(page.state.start.start?.newerImage).toBeNull()
  await images.upgrade()
  await expect.poll(() => page.state.start.start?.newerImage, { timeout: 20_000 }).toBe(images.second.slice(0, 12))
  expect(await inLab(first, look)).toBe(before)
  expect(await listOutdatedLabs([first.studentId])).toEqual([{ labId: first.lab.id, studentId: first.studentId }])
}, 120_000)

test('stopped and started it is still the old host, and offered the new one', async () => {
  await stopLab({ labId: first.lab.id })
  await startLab({ labId: first.lab.id })
  expect(await inLab(first, 'cat /root/web.xml')).toContain('web')
  expect(await imageOfLab(first)).toBe(images.first)
  expect(page.state.start.start?.newerImage).toBe(images.second.slice(0, 12))
}, 60_000)

test('a new lab is of the new image, and so is its start state, which is prepared anew', async () => {
  second = await newcomer()
  await jumpLab({ labId: second.lab.id, start: '06-pools' })
  expect(await imageOfLab(second)).toBe(images.second)
  expect(await inLab(second, 'ls /srv/prepared')).toBe('/srv/prepared')
  const [fresh = ''] = await currentTemplates('06-pools')
  expect(fresh).not.toBe(template)
  expect(imageOf(await readInstance(incus(), fresh))).toBe(images.second)
  expect(await listOutdatedLabs([second.studentId])).toEqual([])
}, 180_000)

test('a host that stood by comes back as what it is: of the old image', async () => {
  await jumpLab({ labId: first.lab.id, start: 'plain' })
  expect(await imageOfLab(first)).toBe(images.second)
  expect(page.state.start.start?.newerImage).toBeNull()
  await jumpLab({ labId: first.lab.id, start: '06-pools', resume: true })
  expect(await imageOfLab(first)).toBe(images.first)
  expect(page.state.start.start?.newerImage).toBe(images.second.slice(0, 12))
}, 120_000)

test('staff renew what nobody uses, and it stays off; what is in use they do not take away', async () => {
  const userId = await site.addStudent()
  const teacher: Actor = { userId, name: 'T', role: 'instructor', locale: 'en' }
  const { id: classId } = await createClass(teacher, { name: `class ${mark}` })
  const members = [first, second, unused]
  for (const { studentId } of members) await putMember({ classId, userId: studentId, role: 'student' })
  const studentIds = members.map(({ studentId }) => studentId)
  expect(await manageLabs(teacher, { classId, studentIds, act: 'renew' })).toBe(1)
  await expect.poll(() => listOutdatedLabs([unused.studentId]), { timeout: 30_000 }).toEqual([])
  await expect.poll(() => readPhase(unused.lab.id).phase, { timeout: 30_000 }).toBe('stopped')
  expect(await imageOfLab(unused)).toBe(images.second)
  expect(await imageOfLab(first)).toBe(images.first)
  expect(await db().auditEntry.findMany({ select: { action: true, studentId: true } })).toEqual([
    { action: 'lab-renew', studentId: unused.studentId },
  ])
}, 120_000)

test('who accepts gets the new image at the same start state, as it was when the chapter began', async () => {
  await resetLab({ labId: first.lab.id })
  expect(await imageOfLab(first)).toBe(images.second)
  expect(await inLab(first, 'ls /srv/prepared; virsh list --all --name')).toBe('/srv/prepared')
  expect(page.state.start.start?.newerImage).toBeNull()
  expect(readPhase(first.lab.id).phase).toBe('running')
}, 120_000)

test('gc takes the start states of an image that is no longer in use, and the image itself when the last host of it has gone', async () => {
  // Back to the first: now it is the second that no new lab is made of.
  const [prepared = ''] = await currentTemplates('06-pools')
  await images.pointTo(images.first)
  const garbage = async () =>
    (await findGarbage(later())).filter(({ name }) => name === prepared || images.second.startsWith(name))
  expect((await garbage()).map(({ kind }) => kind)).toEqual(['template'])
  for (const { lab } of [first, second, unused]) await deleteLab({ labId: lab.id, keepRecord: true })
  const all = await garbage()
  expect(all.map(({ kind }) => kind)).toEqual(['template', 'image'])
  for (const { remove } of all) await remove()
  expect(await findImage(incus(), images.second)).toBeNull()
  expect(await findImage(incus(), images.first)).toBe(images.first)
  expect(await findInstance(incus(), prepared)).toBeNull()
  expect(await findInstance(incus(), template)).not.toBeNull()
}, 60_000)
