import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor, Role } from '#lib/access/actor.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { db } = await import('#lib/db/client.ts')
const { createAccount, setInitialPassword } = await import('#lib/auth/accounts.ts')
const { auth } = await import('#lib/auth/auth.ts')
const { changePassword, readOwnAccount } = await import('#lib/auth/own-account.ts')
const { readAccountSession, readSession } = await import('#lib/auth/session.ts')
const { signIn } = await import('#lib/auth/sign-in.ts')
const { issueTicket } = await import('#lib/auth/tickets.ts')
const { addAccount, changeRole, resetPassword, setDisabled } = await import('#lib/accounts/manage-accounts.ts')
const { deleteAccount } = await import('#lib/accounts/delete-account.ts')
const { listAccounts } = await import('#lib/accounts/list-accounts.ts')
const { resetStudentPassword } = await import('#lib/classes/reset-password.ts')
const { findOrCreateLab } = await import('#lib/labs/lab-service.ts')
const { signInBrowser, startSocketSite, upgradeStatus } = await import('#tests/support/socket-site.ts')

const refusal = (code: string) => expect.objectContaining({ code })
const actorOf = (userId: string, role: Role): Actor => ({ userId, role, name: userId, locale: 'zh' })
let sockets: Awaited<ReturnType<typeof startSocketSite>>
let admin: Actor
let next = 0

beforeAll(async () => {
  sockets = await startSocketSite()
  admin = actorOf(
    (await createAccount({ username: 'root', password: 'password of root', role: 'admin' })).userId,
    'admin',
  )
})
afterAll(async () => {
  await sockets.close()
  await site.remove()
})

const add = async (role: Role = 'student') => {
  const username = `user-${++next}`
  return { username, ...(await addAccount(admin, { name: `Name ${next}`, username, role })) }
}
const enter = (username: string, password: string) => signIn({ account: username, password }, new Headers())

async function cookieOf(username: string, password: string): Promise<Headers> {
  const { headers } = await auth().api.signInUsername({ body: { username, password }, returnHeaders: true })
  return new Headers({
    cookie: headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; '),
  })
}

describe('a password that staff made up', () => {
  it('opens the account page and nothing else, until its owner has chosen one', async () => {
    const { username, password } = await add()
    const cookie = await cookieOf(username, password)
    expect(await readSession(cookie)).toBeNull()
    const session = await readAccountSession(cookie)
    expect(session?.mustChangePassword).toBe(true)
    await changePassword(session!, { present: password, next: 'my own password' })
    expect(await readSession(cookie)).not.toBeNull()
    expect(await enter(username, 'my own password')).toMatchObject({ result: 'signed-in' })
    expect(await enter(username, password)).toEqual({ result: 'refused' })
  })
  it('is given anew by setInitialPassword, which ends what is open', async () => {
    const { username, userId, cookie } = { username: 'anew', ...(await signInBrowser('anew', 'student')) }
    const password = await setInitialPassword(userId)
    expect(await readAccountSession(new Headers({ cookie }))).toBeNull()
    expect(await readSession(await cookieOf(username, password))).toBeNull()
  })
})

describe('changing the password', () => {
  it('ends the other sessions and keeps this one', async () => {
    const first = await signInBrowser('two-places', 'student')
    const second = await signInBrowser('two-places', 'student')
    const session = (await readSession(new Headers({ cookie: second.cookie })))!
    expect((await readOwnAccount(session)).sessions).toHaveLength(2)
    await changePassword(session, { present: 'pass-two-places-0123', next: 'something else 1' })
    expect(await readSession(new Headers({ cookie: first.cookie }))).toBeNull()
    expect((await readOwnAccount(session)).sessions).toMatchObject([{ id: second.sessionId, current: true }])
  })
  it.each([
    ['wrong', 'something else 1', 'auth.password-wrong'],
    ['pass-careful-0123', 'short', 'auth.password-short'],
    ['pass-careful-0123', 'pass-careful-0123', 'auth.password-same'],
  ])('from %s to %s is refused', async (present, chosen, code) => {
    const { cookie } = await signInBrowser('careful', 'student')
    const session = (await readSession(new Headers({ cookie })))!
    await expect(changePassword(session, { present, next: chosen })).rejects.toEqual(refusal(code))
  })
  it('lets nobody guess the present one', async () => {
    const { cookie } = await signInBrowser('guessed', 'student')
    const session = (await readSession(new Headers({ cookie })))!
    const attempt = (present: string) => changePassword(session, { present, next: 'something else 1' })
    for (let i = 0; i < 6; i++) await expect(attempt(`guess ${i}`)).rejects.toEqual(refusal('auth.password-wrong'))
    await expect(attempt('pass-guessed-0123')).rejects.toEqual(refusal('auth.password-wait'))
  })
})

describe('a disabled account', () => {
  it('opens no session, and what it has open is closed at once; enabled it is as before', async () => {
    const { userId, cookie, sessionId } = await signInBrowser('naughty', 'student')
    const labId = (await findOrCreateLab({ studentId: userId, courseId: 'c' })).id
    const ticket = issueTicket({ userId, sessionId, purpose: 'live', labId, domain: null })
    const socket = sockets.connect(`/ws/live?ticket=${ticket}`, { cookie })
    await new Promise((resolve) => socket.once('open', resolve))
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    await setDisabled(admin, userId, true)
    expect(await closed).toBe(4401)
    const later = issueTicket({ userId, sessionId, purpose: 'live', labId, domain: null })
    expect(await upgradeStatus(sockets.connect(`/ws/live?ticket=${later}`, { cookie }))).toBe(401)
    expect(await enter('naughty', 'pass-naughty-0123')).toEqual({ result: 'disabled' })
    expect(await enter('naughty', 'a wrong password')).toEqual({ result: 'refused' })
    await setDisabled(admin, userId, false)
    expect(await enter('naughty', 'pass-naughty-0123')).toMatchObject({ result: 'signed-in' })
  })
})

describe('the last administrator', () => {
  it('cannot be disabled, demoted or deleted, a disabled one not counting', async () => {
    const { userId } = await add('admin')
    await setDisabled(admin, userId, true)
    const acts = [
      () => setDisabled(admin, admin.userId, true),
      () => changeRole(admin, admin.userId, 'instructor'),
      () => deleteAccount(admin, admin.userId, 'root'),
    ]
    for (const act of acts) await expect(act()).rejects.toEqual(refusal('auth.last-admin'))
    await setDisabled(admin, userId, false)
    await changeRole(admin, admin.userId, 'instructor')
    await changeRole(actorOf(userId, 'admin'), admin.userId, 'admin')
    expect(await db().user.findUnique({ where: { id: admin.userId } })).toMatchObject({
      role: 'admin',
      disabledAt: null,
    })
    await deleteAccount(admin, userId, (await db().user.findUniqueOrThrow({ where: { id: userId } })).name)
  })
})

describe('deleting', () => {
  it('takes the name typed, and the labs with it', async () => {
    const { userId } = await add()
    const { name } = await db().user.findUniqueOrThrow({ where: { id: userId } })
    await findOrCreateLab({ studentId: userId, courseId: 'c' })
    await expect(deleteAccount(admin, userId, 'somebody')).rejects.toEqual(refusal('auth.name-differs'))
    expect(await db().user.findUnique({ where: { id: userId } })).toMatchObject({ disabledAt: null })
    await deleteAccount(admin, userId, ` ${name} `)
    expect(await db().user.count({ where: { id: userId } })).toBe(0)
    expect(await db().lab.count({ where: { studentId: userId } })).toBe(0)
  })
})

describe('who may', () => {
  const all: [string, (actor: Actor, userId: string) => Promise<unknown>][] = [
    ['list the accounts', (actor) => listAccounts(actor, '')],
    [
      'add an account',
      (actor) => addAccount(actor, { name: 'n', username: `by-${actor.role}-${++next}`, role: 'admin' }),
    ],
    ['change a role', (actor, userId) => changeRole(actor, userId, 'admin')],
    ['reset a password', (actor, userId) => resetPassword(actor, userId)],
    ['disable', (actor, userId) => setDisabled(actor, userId, true)],
    ['enable', (actor, userId) => setDisabled(actor, userId, false)],
    [
      'delete',
      async (actor, userId) => {
        const user = await db().user.findUniqueOrThrow({ where: { id: userId } })
        return deleteAccount(actor, userId, user.name)
      },
    ],
  ]
  it.each(
    all.flatMap(([name, act]) => (['student', 'instructor', 'admin'] as const).map((role) => ({ name, act, role }))),
  )('$name: $role', async ({ act, role }) => {
    const { userId } = await add()
    const before = await db().user.findUniqueOrThrow({ where: { id: userId }, include: { accounts: true } })
    const result = act(role === 'admin' ? admin : actorOf('somebody', role), userId)
    if (role === 'admin') return expect(result).resolves.not.toThrow()
    await expect(result).rejects.toEqual(refusal('access.forbidden'))
    expect(await db().user.findUnique({ where: { id: userId }, include: { accounts: true } })).toEqual(before)
  })

  it.each([
    ['the instructor of the class', 'instructor', 'student', null],
    ['an assistant', 'assistant', 'student', 'access.forbidden'],
    ['a classmate', 'student', 'student', 'class.not-found'],
    ['a stranger', null, 'student', 'class.not-found'],
    ["the instructor, an assistant's", 'instructor', 'assistant', 'class.not-student'],
    ["the instructor, a stranger's", 'instructor', null, 'class.not-student'],
  ] as const)('reset the password of a student: %s', async (_name, mine, theirs, code) => {
    const [me, them] = [await add('instructor'), await add()]
    const classId = `class-${++next}`
    await db().class.create({ data: { id: classId, name: classId } })
    if (mine) await db().classMember.create({ data: { classId, userId: me.userId, role: mine } })
    if (theirs) await db().classMember.create({ data: { classId, userId: them.userId, role: theirs } })
    const reset = resetStudentPassword(actorOf(me.userId, 'instructor'), { classId, studentId: them.userId })
    if (code) return expect(reset).rejects.toEqual(refusal(code))
    expect(await readAccountSession(await cookieOf(them.username, await reset))).toMatchObject({
      mustChangePassword: true,
    })
  })
  it.each(['instructor', 'admin'] as const)('reset no password of an %s who attends the class', async (role) => {
    const [me, them] = [await add('instructor'), await add(role)]
    const classId = `class-${++next}`
    const members = [
      { userId: me.userId, role: 'instructor' },
      { userId: them.userId, role: 'student' },
    ]
    await db().class.create({ data: { id: classId, name: classId, members: { create: members } } })
    const reset = resetStudentPassword(actorOf(me.userId, 'instructor'), { classId, studentId: them.userId })
    await expect(reset).rejects.toEqual(refusal('class.not-student'))
  })
})

it('accounts are found by name and user name', async () => {
  await addAccount(admin, { name: '欧阳 锋', username: 'west-venom', role: 'student' })
  for (const search of ['欧阳', 'WEST-v']) {
    const { accounts, total } = await listAccounts(admin, search)
    expect(accounts).toMatchObject([{ name: '欧阳 锋', role: 'student', disabled: false, lastSeenAt: null }])
    expect(total).toBe(1)
  }
})
