import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor, ClassRole, Role } from '#lib/access/actor.ts'
import { can, type Verb } from '#lib/access/can.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { issueTicket } = await import('#lib/auth/tickets.ts')
const { db } = await import('#lib/db/client.ts')
const { setArchived } = await import('#lib/classes/class-settings.ts')
const { removeMembers, restoreMembers } = await import('#lib/classes/members.ts')
const { handlers } = await import('#lib/gateway/handlers.ts')
const { closeCodes } = await import('#lib/gateway/protocol.ts')
const { handBackLab, takeOverLab } = await import('#lib/help/take-over.ts')
const { findOrCreateLab } = await import('#lib/labs/lab-service.ts')
const { startSocketSite, signInBrowser, upgradeStatus } = await import('#tests/support/socket-site.ts')

/** lib/access/can.ts's table, executed at every WebSocket. The other doors: tests/e2e/permissions.spec.ts. */

/** What each socket needs, said here a second time: one that is not here fails the test, and so does one let in for less. */
const needs: Record<string, Verb> = {
  live: 'view',
  'watch-terminal': 'view',
  'watch-screen': 'view',
  terminal: 'use',
  screen: 'use',
  serial: 'use',
  'virt-manager': 'use',
}

interface Standing {
  role: Role
  classRole: ClassRole | null
}

/** Account, and role in the student's class. */
const people: Record<string, Standing> = {
  student: { role: 'student', classRole: 'student' },
  classmate: { role: 'student', classRole: 'student' },
  stranger: { role: 'student', classRole: null },
  assistant: { role: 'student', classRole: 'assistant' },
  instructor: { role: 'instructor', classRole: 'instructor' },
  otherInstructor: { role: 'instructor', classRole: null },
  admin: { role: 'admin', classRole: null },
}

let sockets: Awaited<ReturnType<typeof startSocketSite>>
let labId: string
const browsers = new Map<string, Awaited<ReturnType<typeof signInBrowser>>>()

beforeAll(async () => {
  sockets = await startSocketSite()
  for (const [name, { role }] of Object.entries(people))
    browsers.set(name, await signInBrowser(name.toLowerCase(), role))
  const inClass = Object.entries(people).flatMap(([name, { classRole }]) =>
    classRole ? [{ userId: browser(name).userId, role: classRole }] : [],
  )
  await db().class.create({ data: { id: 'one', name: 'one', members: { create: inClass } } })
  await db().class.create({
    data: {
      id: 'two',
      name: 'two',
      members: { create: [{ userId: browser('otherInstructor').userId, role: 'instructor' }] },
    },
  })
  labId = (await findOrCreateLab({ studentId: browser('student').userId, courseId: 'c' })).id
})
afterAll(async () => {
  await sockets.close()
  await site.remove()
})

function browser(name: string) {
  const found = browsers.get(name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found
}

function actorOf(name: string): Actor {
  return { userId: browser(name).userId, role: people[name]?.role ?? 'student', name, locale: 'zh' }
}

function open(name: string, purpose: string) {
  const { userId, sessionId, cookie } = browser(name)
  // As if the ticket had been given while it was allowed.
  const ticket = issueTicket({ userId, sessionId, purpose, labId, domain: null })
  return sockets.connect(`/ws/${purpose}?ticket=${ticket}`, { cookie })
}

function isAllowed(name: string, purpose: string, takenOver: boolean): boolean {
  const { classRole = null } = people[name] ?? {}
  const staff = classRole === 'student' ? null : classRole
  const verb = needs[purpose] ?? 'manage'
  return can(actorOf(name), verb, { kind: 'lab', studentId: browser('student').userId, classRole: staff, takenOver })
}

it('every socket of the gateway is in the table', () => {
  expect(Object.keys(handlers).toSorted()).toEqual(Object.keys(needs).toSorted())
})

describe.each(Object.keys(handlers))('/ws/%s', (purpose) => {
  it('is open to nobody who is not signed in', async () => {
    const { userId, sessionId } = browser('student')
    const ticket = issueTicket({ userId, sessionId, purpose, labId, domain: null })
    expect(await upgradeStatus(sockets.connect(`/ws/${purpose}?ticket=${ticket}`))).toBe(401)
  })

  it.each(Object.keys(people))('%s', async (name) => {
    expect(await upgradeStatus(open(name, purpose))).toBe(isAllowed(name, purpose, false) ? 101 : 403)
  })

  it.each(Object.keys(people))('%s, taking over if they may', async (name) => {
    const actor = actorOf(name)
    const mayHelp = isAllowed(name, 'terminal', true)
    if (mayHelp) await takeOverLab(actor, { labId })
    else await expect(takeOverLab(actor, { labId })).rejects.toMatchObject({ code: 'access.forbidden' })
    expect(await upgradeStatus(open(name, purpose))).toBe(isAllowed(name, purpose, true) ? 101 : 403)
    if (mayHelp) await handBackLab(actor, { labId })
  })
})

it('what staff have open closes at once when they leave the class, when the student does, and when it is archived', async () => {
  const instructor = actorOf('instructor')
  const opened = async (name: string) => {
    const socket = open(name, 'live')
    await once(socket, 'open')
    return { socket, closed: once(socket, 'close').then(([code]) => code) }
  }
  const assistants = await opened('assistant')
  const instructors = await opened('instructor')
  const owners = await opened('student')
  await removeMembers(instructor, { classId: 'one', userIds: [browser('assistant').userId] })
  expect(await assistants.closed).toBe(closeCodes.forbidden)
  expect(instructors.socket.readyState).toBe(instructors.socket.OPEN)

  const [student] = await removeMembers(instructor, { classId: 'one', userIds: [browser('student').userId] })
  expect(await instructors.closed).toBe(closeCodes.forbidden)
  expect(owners.socket.readyState).toBe(owners.socket.OPEN)

  await restoreMembers(instructor, { classId: 'one', members: student ? [student] : [] })
  const again = await opened('instructor')
  await setArchived(instructor, { classId: 'one', archived: true })
  expect(await again.closed).toBe(closeCodes.forbidden)
  owners.socket.terminate()
})
