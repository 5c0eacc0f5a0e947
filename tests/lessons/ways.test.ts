import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Domain } from '#lib/virt/types.ts'
import type { HostView, LiveChange } from '#lib/gateway/protocol.ts'

const { site, lessons } = await vi.hoisted(async () => ({
  site: (await import('#lib/labs/test-site.ts')).makeTestSite(),
  lessons: (await import('#tests/support/test-lessons.ts')).makeTestLessons({
    '01-plain': {
      checkpoints: `export default [is.checkpoint('vm', { points: 10, expect: [is.vm('demo').exists().autostarts()], hints: { zh: [], en: [] } })]`,
    },
  }),
}))

const { acquireGradedModel } = await import('#lib/grading/grader.ts')
const { readResults } = await import('#lib/grading/results.ts')
const { findOrCreateLab } = await import('#lib/labs/lab-service.ts')
const { recordGuiEntry } = await import('#lib/labs/live/chronicle.ts')

/** A lab's model that is told what is the case, in an order that no host could be made to keep. */
let graded: Awaited<ReturnType<typeof acquireGradedModel>>
let studentId: string
let labId: string
beforeAll(async () => {
  studentId = await site.addStudent()
  labId = (await findOrCreateLab({ studentId, courseId: 'ways' })).id
  graded = await acquireGradedModel(labId)
  publish({ collection: 'lab', id: 'lab', value: { phase: 'running', since: 0 } })
  publish({ collection: 'host', id: 'host', value: {} as HostView })
})
afterAll(async () => {
  graded.release()
  await site.remove()
  lessons.remove()
})

const publish = (...changes: LiveChange[]) => graded.model.publish(Date.now(), changes)
const domain = { uuid: 'd', name: 'demo', persistent: true, liveXml: null, inactiveXml: '<domain/>' } as Domain
const demo = (autostart: boolean) =>
  publish({ collection: 'domains', id: 'd', value: { ...domain, disks: [], interfaces: [], autostart } })
const view = (id: string) => graded.state.checkpoints[id]
const stands = (id: string, as: object) => vi.waitFor(() => expect(view(id)).toMatchObject(as))
const pageDidIt = () =>
  recordGuiEntry(labId, graded.model, {
    ...{ at: Date.now(), command: null, diff: null },
    ...{ summary: 'vm-autostart-on', params: { name: 'demo' } },
  })

describe('a checkpoint passed in the terminal', () => {
  it('is passed by both ways once the page has done it again, though its entry comes after the judgement', async () => {
    await stands('01-plain/vm', { status: 'open' })
    demo(true)
    await stands('01-plain/vm', { status: 'passed', via: 'terminal' })
    demo(false)
    demo(true)
    await stands('01-plain/vm', { via: 'terminal' })
    pageDidIt()
    await stands('01-plain/vm', { status: 'passed', via: 'both', earned: 10 })
    await vi.waitFor(async () => expect(await readResults(studentId)).toMatchObject([{ via: 'both', earned: 10 }]))
  })
})
