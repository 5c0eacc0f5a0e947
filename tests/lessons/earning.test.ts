import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { LiveLab } from '#tests/support/live-lab.ts'

const { site, lessons } = await vi.hoisted(async () => ({
  site: (await import('#lib/labs/test-site.ts')).makeTestSite(),
  lessons: (await import('#tests/support/test-lessons.ts')).makeTestLessons({
    '01-plain': {
      checkpoints: `const hints = { zh: ['一', '二', '三'], en: ['one', 'two', 'three'] }
        export default [
          is.checkpoint('vm', { points: 10, expect: [is.vm('demo').exists().isPersistent().autostarts()], hints }),
          is.checkpoint('given', { points: 10, expect: [is.pool('default').isActive()], hints }),
        ]`,
    },
    '02-other': {
      checkpoints: `const hints = { zh: [], en: [] }
        export default [
          is.checkpoint('pool', { points: 9, expect: [is.pool('data').exists().isActive().autostarts()], hints }),
          is.checkpoint('later', { points: 9, expect: [is.pool('later').exists()], hints }),
        ]`,
      start: `# ${Math.random()}
virsh pool-define-as data dir --target /srv/data
# step: half
virsh pool-define-as later dir --target /srv/later
`,
    },
    '03-exam': {
      exam: true,
      checkpoints: `export default is.withVariables({ name: is.oneOf('demo') }, (v) => [
        is.checkpoint('vm', { points: 10, expect: [is.vm(v.name).exists()], hints: { zh: [], en: [] } })])`,
    },
  }),
}))

const { beginExam } = await import('#lib/grading/attempts.ts')
const { refreshGrading } = await import('#lib/grading/grader.ts')
const { askHint } = await import('#lib/grading/hints.ts')
const { readResults } = await import('#lib/grading/results.ts')
const { incus } = await import('#lib/incus/client.ts')
const { listInstances, removeInstance } = await import('#lib/incus/instances.ts')
const { configKeys } = await import('#lib/labs/lab-instance.ts')
const { jumpLab } = await import('#lib/labs/lab-service.ts')
const { performOperation } = await import('#lib/labs/operations/perform-operation.ts')
const { LiveLab: Lab } = await import('#tests/support/live-lab.ts')

let lab: LiveLab
beforeAll(async () => {
  lab = await Lab.start(await site.addStudent(), 'earning')
}, 300_000)
afterAll(async () => {
  await lab?.remove()
  for (const key of ['02-other#half', '02-other'])
    for (const { name } of await listInstances(incus(), configKeys.start, key))
      if (name.startsWith('vl-start-')) await removeInstance(incus(), name)
  await site.remove()
  lessons.remove()
}, 60_000)

const actor = () => ({ userId: lab.studentId, role: 'student' as const, name: 'ann', locale: 'en' as const })
const view = (id: string) => lab.state.checkpoints[id]
const standing = (id: string) => [view(id)?.status, view(id)?.reason, view(id)?.earned]
/** Resolves when a checkpoint stands so; what it stands like instead says why it never did. */
const stands = (id: string, ...as: unknown[]) =>
  lab.until(
    () => JSON.stringify(standing(id)) === JSON.stringify(as),
    () => `${id}: ${JSON.stringify(view(id))}`,
  )
const stored = async (id: string) => (await readResults(lab.studentId)).find(({ checkpoint }) => checkpoint === id)
const vmXml = `<domain type="qemu"><name>demo</name><uuid>${randomBytes(16).toString('hex')}</uuid><memory unit="MiB">64</memory><os><type arch="x86_64" machine="q35">hvm</type></os></domain>`
const define = () => lab.run('cat >/root/demo.xml; virsh -q define /root/demo.xml', { input: vmXml })

describe('points', { timeout: 240_000 }, () => {
  it('begin with what is not given, not another chapter’s and not an exam to come', () => {
    expect(standing('01-plain/vm')).toEqual(['open', null, 0])
    expect(standing('01-plain/given')).toEqual(['unreachable', 'given', 0])
    expect(standing('02-other/pool')).toEqual(['unreachable', 'other-start', 0])
    expect(standing('03-exam/vm')).toEqual(['unreachable', 'not-begun', 0])
  })

  it('come in part, and stay when the work is undone', async () => {
    await define()
    await stands('01-plain/vm', 'open', null, 6)
    await lab.run('virsh -q undefine demo')
    await lab.until(() => view('01-plain/vm')?.expectations[0]?.met === false)
    expect(standing('01-plain/vm')).toEqual(['open', null, 6])
    await vi.waitFor(async () => expect(await stored('01-plain/vm')).toMatchObject({ status: 'partial', earned: 6 }))
  })

  it('are fewer after a hint', async () => {
    await askHint(actor(), '01-plain/vm', 1)
    await refreshGrading(lab.labId)
    await define()
    await lab.run('virsh -q autostart demo')
    await stands('01-plain/vm', 'passed', null, 9)
    expect(view('01-plain/vm')?.via).toBe('terminal')
  })

  it('stay when it is done the other way, which is told', async () => {
    await lab.run('virsh -q autostart --disable demo')
    await lab.until(() => view('01-plain/vm')?.expectations[2]?.met === false)
    await performOperation(actor(), {
      ...{ labId: lab.labId, operation: 'vm-autostart', jobId: crypto.randomUUID() },
      input: { vm: 'demo', autostart: true },
    })
    await lab.until(() => view('01-plain/vm')?.via === 'both')
    expect(standing('01-plain/vm')).toEqual(['passed', null, 9])
    await vi.waitFor(async () => expect(await stored('01-plain/vm')).toMatchObject({ via: 'both', earned: 9 }))
  })

  it('of what was given are none, though it is done once more', async () => {
    await lab.run('virsh -q pool-destroy default')
    await lab.until(() => view('01-plain/given')?.expectations[0]?.met === false)
    await lab.run('virsh -q pool-start default')
    await lab.until(() => view('01-plain/given')?.expectations[0]?.met === true)
    expect(standing('01-plain/given')).toEqual(['unreachable', 'given', 0])
  })

  it('are of the chapter whose host runs; what its start state has is not counted in part', async () => {
    await lab.away(() => jumpLab({ labId: lab.labId, start: '02-other' }))
    await stands('02-other/pool', 'open', null, 0)
    expect(standing('01-plain/vm')).toEqual(['passed', 'other-start', 9])
    expect(standing('01-plain/given')).toEqual(['unreachable', 'other-start', 0])
    await lab.run('virsh -q pool-start data --build')
    await stands('02-other/pool', 'open', null, 4)
    await lab.run('virsh -q pool-autostart data')
    await stands('02-other/pool', 'passed', null, 9)
  })

  it('of a step that one jumped to are none; from the beginning they are to be had', async () => {
    await lab.away(() => jumpLab({ labId: lab.labId, start: '02-other#half' }))
    await stands('02-other/later', 'unreachable', 'given', 0)
    await lab.away(() => jumpLab({ labId: lab.labId, start: '02-other' }))
    await stands('02-other/later', 'open', null, 0)
    await lab.run('virsh -q pool-define-as later dir --target /srv/later')
    await stands('02-other/later', 'passed', null, 9)
  })

  it('are as they were when one comes back to a chapter’s host', async () => {
    await lab.away(() => jumpLab({ labId: lab.labId, start: 'plain', resume: true }))
    await stands('01-plain/given', 'unreachable', 'given', 0)
    expect(standing('01-plain/vm')).toEqual(['passed', null, 9])
    expect(standing('02-other/later')).toEqual(['passed', 'other-start', 9])
  })

  it('of an exam are to be had once it has begun', async () => {
    await beginExam({ studentId: lab.studentId, lesson: '03-exam' })
    await lab.away(() => jumpLab({ labId: lab.labId, start: 'plain' }))
    await stands('03-exam/vm', 'open', null, 0)
    await define()
    await stands('03-exam/vm', 'passed', null, 10)
    await beginExam({ studentId: lab.studentId, lesson: '03-exam' })
    await lab.away(() => jumpLab({ labId: lab.labId, start: 'plain' }))
    await stands('03-exam/vm', 'open', null, 0)
    expect((await readResults(lab.studentId)).filter(({ checkpoint }) => checkpoint === '03-exam/vm')).toMatchObject([
      { attempt: 1, earned: 10 },
    ])
  })
})
