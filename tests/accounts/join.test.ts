import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { db } = await import('#lib/db/client.ts')
const { signIn } = await import('#lib/auth/sign-in.ts')
const { findJoinOffer, joinClass, joinWithNewAccount } = await import('#lib/classes/join.ts')
const { newInvitationToken } = await import('#lib/classes/invitation-token.ts')
const { roleInClass } = await import('#lib/classes/class-role.ts')

const code = 'ABCD-2345'
const dayMs = 24 * 60 * 60_000
let next = 0
/** Another each time: nobody's wrong codes count for others. */
const somewhere = () => `10.1.0.${++next}`
const person = () => ({
  name: '张 三',
  username: `student-${++next}`,
  password: 'long enough 1',
  locale: 'zh' as const,
})
const refusal = (what: string) => expect.objectContaining({ code: what })

beforeAll(async () => {
  await db().class.create({ data: { id: 'open', name: 'Open', joinCode: code } })
  await db().class.create({ data: { id: 'old', name: 'Old', joinCode: 'WXYZ-6789', archivedAt: new Date() } })
})
afterAll(() => site.remove())

async function invite(o: { role?: string; expiresAt?: Date; usedAt?: Date; classId?: string } = {}): Promise<string> {
  const { token, tokenHash } = newInvitationToken()
  const { role = 'student', expiresAt = new Date(Date.now() + dayMs), usedAt, classId = 'open' } = o
  await db().invitation.create({ data: { tokenHash, classId, role, name: '李四', expiresAt, usedAt } })
  return token
}

describe('a code', () => {
  it.each([code, 'abcd2345', ' abcd 2345 ', 'abcd-2345'])('is taken as %s', async (typed) => {
    expect(await findJoinOffer({ code: typed }, somewhere())).toMatchObject({ classId: 'open', role: 'student' })
  })
  it('makes an account that is in the class, and can sign in', async () => {
    const member = person()
    await joinWithNewAccount(member, { code }, somewhere())
    const user = await db().user.findUniqueOrThrow({ where: { username: member.username } })
    expect(user).toMatchObject({ name: '张 三', role: 'student', mustChangePassword: false })
    expect(await roleInClass(user.id, 'open')).toBe('student')
    expect(await signIn({ account: member.username, password: member.password }, new Headers())).toMatchObject({
      result: 'signed-in',
    })
  })
  it.each([
    ['an unknown code', { code: 'ZZZZ-9999' }, {}, 'class.code-unknown'],
    ['no code at all', { code: 'x' }, {}, 'class.code-unknown'],
    ['an archived class', { code: 'WXYZ-6789' }, {}, 'class.join-archived'],
    ['a short password', { code }, { password: 'short' }, 'auth.password-short'],
    [
      'the user name as password',
      { code },
      { username: 'long-enough', password: 'Long-Enough' },
      'auth.password-username',
    ],
  ])('%s makes no account', async (_name, key, change, problem) => {
    const member = { ...person(), ...change }
    await expect(joinWithNewAccount(member, key, somewhere())).rejects.toEqual(refusal(problem))
    expect(await db().user.count({ where: { username: member.username } })).toBe(0)
  })
  it('cannot be guessed: the address is stopped, others are not, a right code counts for nothing', async () => {
    const address = somewhere()
    for (let i = 0; i < 60; i++)
      await expect(findJoinOffer({ code: 'ZZZZ-9999' }, address)).rejects.toEqual(refusal('class.code-unknown'))
    await expect(findJoinOffer({ code }, address)).rejects.toEqual(refusal('class.join-wait'))
    expect(await findJoinOffer({ code }, somewhere())).toMatchObject({ classId: 'open' })
  })
})

describe('an invitation', () => {
  it('makes one account, in its role, once', async () => {
    const token = await invite({ role: 'assistant' })
    const member = person()
    await joinWithNewAccount(member, { token }, somewhere())
    const user = await db().user.findUniqueOrThrow({ where: { username: member.username } })
    expect(user.role).toBe('student')
    expect(await roleInClass(user.id, 'open')).toBe('assistant')
    const second = person()
    await expect(joinWithNewAccount(second, { token }, somewhere())).rejects.toEqual(refusal('class.invitation-used'))
    expect(await db().user.count({ where: { username: second.username } })).toBe(0)
  })
  it('used by two at the same moment makes one account', async () => {
    const token = await invite()
    const two = [person(), person()]
    const results = await Promise.allSettled(two.map((one) => joinWithNewAccount(one, { token }, somewhere())))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db().user.count({ where: { username: { in: two.map(({ username }) => username) } } })).toBe(1)
  })
  it('is still good when the user name was taken', async () => {
    const token = await invite()
    const taken = person()
    await joinWithNewAccount(taken, { code }, somewhere())
    await expect(joinWithNewAccount(taken, { token }, somewhere())).rejects.toEqual(refusal('auth.username-taken'))
    await joinWithNewAccount(person(), { token }, somewhere())
  })
  it.each([
    ['expired', { expiresAt: new Date(Date.now() - 1_000) }, 'class.invitation-expired'],
    ['used', { usedAt: new Date() }, 'class.invitation-used'],
    ['of an archived class', { classId: 'old' }, 'class.join-archived'],
  ])('%s is refused', async (_name, change, problem) => {
    await expect(findJoinOffer({ token: await invite(change) }, somewhere())).rejects.toEqual(refusal(problem))
  })
  it('is not to be had by what the database keeps of it', async () => {
    await invite()
    const { tokenHash } = await db().invitation.findFirstOrThrow({ where: { usedAt: null } })
    const guess = findJoinOffer({ token: tokenHash }, somewhere())
    await expect(guess).rejects.toEqual(refusal('class.invitation-unknown'))
  })
})

describe('somebody with an account', () => {
  let actor: { userId: string; role: 'student'; name: string; locale: 'zh' }
  beforeEach(async () => {
    actor = { userId: await site.addStudent(), role: 'student', name: 'x', locale: 'zh' }
  })
  it('joins by the code', async () => {
    await joinClass(actor, { code }, somewhere())
    expect(await roleInClass(actor.userId, 'open')).toBe('student')
  })
  it('rises by an invitation, and never falls by one', async () => {
    await joinClass(actor, { code }, somewhere())
    await joinClass(actor, { token: await invite({ role: 'instructor' }) }, somewhere())
    expect(await roleInClass(actor.userId, 'open')).toBe('instructor')
    const lower = await invite({ role: 'assistant' })
    await joinClass(actor, { token: lower }, somewhere())
    await joinClass(actor, { code }, somewhere())
    expect(await roleInClass(actor.userId, 'open')).toBe('instructor')
    expect(await findJoinOffer({ token: lower }, somewhere())).toMatchObject({ role: 'assistant' })
  })
})
