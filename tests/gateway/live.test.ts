import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { CreationView, LiveMessage, LiveState } from '#lib/gateway/protocol.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { issueTicket } = await import('#lib/auth/tickets.ts')
const { applyChanges } = await import('#lib/labs/live/apply-changes.ts')
const { findOrCreateLab } = await import('#lib/labs/lab-service.ts')
const { acquireLiveModel, closeLiveModels } = await import('#lib/labs/live/live-models.ts')
const { startSocketSite, signInBrowser } = await import('#tests/support/socket-site.ts')

let sockets: Awaited<ReturnType<typeof startSocketSite>>
let ann: Awaited<ReturnType<typeof signInBrowser>>
let labId: string

beforeAll(async () => {
  sockets = await startSocketSite()
  ann = await signInBrowser('ann', 'student')
  labId = (await findOrCreateLab({ studentId: ann.userId, courseId: 'c' })).id
})
afterAll(async () => {
  await sockets.close()
  await closeLiveModels()
  await site.remove()
})

/** A browser's side of /ws/live. */
function openLive() {
  const ticket = issueTicket({ userId: ann.userId, sessionId: ann.sessionId, purpose: 'live', labId, domain: null })
  const socket = sockets.connect(`/ws/live?ticket=${ticket}`, { cookie: ann.cookie })
  const counts = { snapshot: 0, changes: 0, stats: 0 }
  let state: LiveState | null = null
  let check = () => {}
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as LiveMessage
    counts[message.type]++
    if (message.type === 'snapshot') state = message.state
    else if (state && message.type === 'changes') state = applyChanges(state, message.changes)
    check()
  })
  return {
    socket,
    counts,
    until: (condition: (state: LiveState) => boolean) =>
      new Promise<LiveState>((resolve) => {
        check = () => state && condition(state) && resolve(state)
        check()
      }),
  }
}

/** A creation whose output is long, as virt-install's can be. */
function creation(number: number, length: number): CreationView {
  return {
    id: 'one',
    name: `vm-${number}`,
    startedAt: 0,
    stage: 'installing',
    command: '',
    output: 'x'.repeat(length),
    domainUuid: null,
    error: null,
  }
}

it('sends a snapshot, then each change', async () => {
  const hold = await acquireLiveModel(labId)
  const live = openLive()
  await live.until((state) => state.lab.lab.phase === 'absent')
  hold.model.publish(Date.now(), [{ collection: 'creations', id: 'one', value: creation(1, 10) }])
  await live.until((state) => state.creations.one?.name === 'vm-1')
  hold.model.publish(Date.now(), [{ collection: 'creations', id: 'one', value: null }])
  expect((await live.until((state) => !('one' in state.creations))).creations).toEqual({})
  expect(live.counts).toMatchObject({ snapshot: 1, changes: 2 })
  live.socket.terminate()
  hold.release()
})

it('keeps nothing back for a browser that is behind, but gives it a fresh snapshot', async () => {
  const hold = await acquireLiveModel(labId)
  const live = openLive()
  await live.until(() => true)
  live.socket.pause()
  const changes = 400
  for (let number = 1; number <= changes; number++) {
    hold.model.publish(Date.now(), [{ collection: 'creations', id: 'one', value: creation(number, 128 * 1024) }])
    // Lets the kernel take what it will.
    await new Promise((resolve) => setImmediate(resolve))
  }
  live.socket.resume()
  const state = await live.until(({ creations }) => creations.one?.name === `vm-${changes}`)
  expect(state.creations.one).toEqual(creation(changes, 128 * 1024))
  expect(live.counts.snapshot).toBe(2)
  expect(live.counts.changes).toBeLessThan(changes)
  hold.model.publish(Date.now(), [{ collection: 'creations', id: 'one', value: null }])
  await live.until((now) => !('one' in now.creations))
  live.socket.terminate()
  hold.release()
})
