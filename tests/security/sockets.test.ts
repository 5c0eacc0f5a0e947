import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { db } = await import('#lib/db/client.ts')
const { issueTicket } = await import('#lib/auth/tickets.ts')
const { signOut } = await import('#lib/auth/sign-out.ts')
const { findOrCreateLab } = await import('#lib/labs/lab-service.ts')
const { startSocketSite, signInBrowser, upgradeStatus } = await import('#tests/support/socket-site.ts')

type Browser = Awaited<ReturnType<typeof signInBrowser>>

let sockets: Awaited<ReturnType<typeof startSocketSite>>
let ann: Browser
let ben: Browser
let teacher: Browser
let labOfAnn: string

beforeAll(async () => {
  sockets = await startSocketSite()
  ann = await signInBrowser('ann', 'student')
  ben = await signInBrowser('ben', 'student')
  teacher = await signInBrowser('teacher', 'instructor')
  await db().class.create({
    data: {
      id: 'one',
      name: 'one',
      members: {
        create: [
          { userId: ann.userId, role: 'student' },
          { userId: teacher.userId, role: 'instructor' },
        ],
      },
    },
  })
  labOfAnn = (await findOrCreateLab({ studentId: ann.userId, courseId: 'c' })).id
})
afterAll(async () => {
  await sockets.close()
  await site.remove()
})

function ticketFor({ userId, sessionId }: Browser, purpose = 'live', labId = labOfAnn): string {
  return issueTicket({ userId, sessionId, purpose, labId, domain: null })
}

function statusOf(
  ticket: string | null,
  o: { cookie?: string; origin?: string | null; purpose?: string },
): Promise<number> {
  const query = ticket === null ? '' : `?ticket=${ticket}`
  return upgradeStatus(sockets.connect(`/ws/${o.purpose ?? 'live'}${query}`, o))
}

describe('a WebSocket', () => {
  it('opens with its own session, ticket and origin', async () => {
    expect(await statusOf(ticketFor(ann), { cookie: ann.cookie })).toBe(101)
  })
  it('is refused without a ticket, and with one that was made up', async () => {
    expect(await statusOf(null, { cookie: ann.cookie })).toBe(401)
    expect(await statusOf('x'.repeat(43), { cookie: ann.cookie })).toBe(401)
  })
  it('is refused to a ticket used before', async () => {
    const ticket = ticketFor(ann)
    expect(await statusOf(ticket, { cookie: ann.cookie })).toBe(101)
    expect(await statusOf(ticket, { cookie: ann.cookie })).toBe(401)
  })
  it.each(['http://evil.example', 'http://localhost', 'null', null])('is refused to the origin %s', async (origin) => {
    expect(await statusOf(ticketFor(ann), { cookie: ann.cookie, origin })).toBe(403)
  })
  it('is refused without a session, though the ticket is good', async () => {
    expect(await statusOf(ticketFor(ann), {})).toBe(401)
  })
  it("is refused to another session with somebody's ticket", async () => {
    expect(await statusOf(ticketFor(ann), { cookie: ben.cookie })).toBe(401)
  })
  it('is refused to a ticket for another purpose', async () => {
    expect(await statusOf(ticketFor(ann, 'live'), { cookie: ann.cookie, purpose: 'terminal' })).toBe(401)
  })
  it("is refused to another student's lab, whatever the ticket says", async () => {
    expect(await statusOf(ticketFor(ben), { cookie: ben.cookie })).toBe(403)
    expect(await statusOf(ticketFor(ben, 'terminal'), { cookie: ben.cookie, purpose: 'terminal' })).toBe(403)
  })
  it("is open to the instructor of the student's class, and to no other", async () => {
    expect(await statusOf(ticketFor(teacher), { cookie: teacher.cookie })).toBe(101)
    const { id } = await findOrCreateLab({ studentId: ben.userId, courseId: 'c' })
    expect(await statusOf(ticketFor(teacher, 'live', id), { cookie: teacher.cookie })).toBe(403)
  })
  it('is refused for a lab that does not exist', async () => {
    expect(await statusOf(ticketFor(ann, 'live', 'nolab'), { cookie: ann.cookie })).toBe(404)
  })
  it.each(['other', 'constructor', '__proto__', ''])('is refused on /ws/%s', async (purpose) => {
    expect(await statusOf(ticketFor(ann, purpose), { cookie: ann.cookie, purpose })).toBe(404)
  })
  it('is refused after signing out', async () => {
    const gone = await signInBrowser('cid', 'student')
    const { id } = await findOrCreateLab({ studentId: gone.userId, courseId: 'c' })
    await signOut(new Headers({ cookie: gone.cookie }))
    expect(await statusOf(ticketFor(gone, 'live', id), { cookie: gone.cookie })).toBe(401)
  })
})
