import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { createAccount } from '#lib/auth/accounts.ts'
import { createClass } from '#lib/classes/class-record.ts'
import { putMember } from '#lib/classes/members.ts'
import { type ConfirmedRow, importRoster } from '#lib/classes/roster/import-roster.ts'
import { parseRoster } from '#lib/classes/roster/parse-roster.ts'
import { planRoster } from '#lib/classes/roster/plan-roster.ts'
import { db } from '#lib/db/client.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())
afterAll(() => site.remove(), 30_000)

let teacher: Actor
let classId: string

beforeAll(async () => {
  const { userId } = await createAccount({ username: 'teacher', role: 'instructor' })
  teacher = { userId, role: 'instructor', name: 'teacher', locale: 'en' }
  classId = (await createClass(teacher, { name: 'one' })).id
})

const plan = (text: string) => planRoster(teacher, { classId, rows: parseRoster(text).rows })

async function confirmed(text: string): Promise<ConfirmedRow[]> {
  return (await plan(text)).flatMap((one) => (one.state === 'error' ? [] : [{ row: one.row, expected: one.state }]))
}

const counts = async () => [await db().user.count(), await db().account.count(), await db().classMember.count()]
const usernames = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`)
const csv = (names: string[]) => ['username,name', ...names.map((name) => `${name},${name}`)].join('\n')

describe('the preview', () => {
  it('says of each row what becomes of it, at its column', async () => {
    await createAccount({ username: 'known', name: 'Known', role: 'student' })
    await createAccount({ username: 'boss', role: 'admin' })
    const gone = await createAccount({ username: 'gone', role: 'student' })
    await db().user.update({ where: { id: gone.userId }, data: { disabledAt: new Date() } })
    const inside = await createAccount({ username: 'inside', role: 'student', email: 'in@example.test' })
    await putMember({ classId, userId: inside.userId, role: 'assistant' })
    const before = await counts()
    const rows = await plan(
      [
        'name,username,email,role',
        'New,fresh,f@example.test,',
        ',KNOWN,,',
        'Inside,inside,,student',
        'Boss,boss,,instructor',
        'Teacher,teacher,,student',
        'Gone,gone,,',
        'Twin,twin,in@example.test,',
        ',nameless,,',
      ].join('\n'),
    )
    expect(rows).toMatchObject([
      { state: 'new', read: { username: 'fresh', role: 'student' } },
      { state: 'joins', account: { name: 'Known', role: null } },
      { state: 'member', account: { role: 'assistant' } },
      { state: 'error', problem: { column: 'username', problem: 'staff' } },
      { state: 'member' },
      { state: 'error', problem: { column: 'username', problem: 'disabled' } },
      { state: 'error', problem: { column: 'email', problem: 'taken', params: { username: 'inside' } } },
      { state: 'error', problem: { column: 'name', problem: 'missing' } },
    ])
    expect(await counts()).toEqual(before)
  })
  it('refuses more than 500 rows', async () => {
    await expect(plan(csv(usernames('many', 501)))).rejects.toMatchObject({ code: 'class.roster-size', status: 413 })
  })
})

describe('an import', () => {
  it('makes accounts that must change their password, lets known ones join, and changes nothing when repeated', async () => {
    const known = await createAccount({ username: 'old-hand', name: 'Old Hand', role: 'student' })
    const rows = await confirmed(`${csv(usernames('first', 2))}\nold-hand,Another`)
    const progress: number[] = []
    const result = await importRoster(teacher, { classId, rows, onProgress: (done) => progress.push(done) })
    expect(result).toMatchObject({ created: [{ username: 'first-1' }, { username: 'first-2' }], joined: 1, already: 0 })
    expect(progress).toEqual([0, 1, 2])
    expect(await db().user.findUnique({ where: { username: 'first-1' } })).toMatchObject({
      name: 'first-1',
      role: 'student',
      mustChangePassword: true,
    })
    expect(await db().user.findUnique({ where: { id: known.userId } })).toMatchObject({
      name: 'Old Hand',
      mustChangePassword: true,
    })
    const { auth } = await import('#lib/auth/auth.ts')
    const { password = '', username = '' } = result.created[0] ?? {}
    expect(await auth().api.signInUsername({ body: { username, password } })).toMatchObject({ user: { username } })

    const before = await counts()
    expect(await importRoster(teacher, { classId, rows })).toEqual({ created: [], joined: 0, already: 3 })
    expect(await counts()).toEqual(before)
  })
  it('that fails at its seventh row leaves nothing', async () => {
    const rows = await confirmed(csv(usernames('seven', 9)))
    const before = await counts()
    // Somebody takes the seventh name while passwords are hashed: the database itself refuses.
    let taken: Promise<unknown> | undefined
    const onProgress = (done: number) => {
      if (done === 8) taken = createAccount({ username: 'seven-7', role: 'student', password: 'a password of theirs' })
    }
    await expect(importRoster(teacher, { classId, rows, onProgress })).rejects.toMatchObject({
      code: 'class.roster-busy',
    })
    await taken
    const [users, accounts, members] = before as [number, number, number]
    expect(await counts()).toEqual([users + 1, accounts + 1, members])
    expect(await db().user.findUnique({ where: { username: 'seven-1' } })).toBeNull()
  })
  it('stops when a row has become something else since the preview', async () => {
    const rows = await confirmed(csv(usernames('late', 3)))
    await createAccount({ username: 'late-2', name: 'Somebody else', role: 'student' })
    const before = await counts()
    await expect(importRoster(teacher, { classId, rows })).rejects.toMatchObject({
      code: 'class.roster-changed',
      params: { count: 1 },
    })
    expect(await counts()).toEqual(before)
    expect(await plan(csv(usernames('late', 3)))).toMatchObject([
      { state: 'new' },
      { state: 'joins', account: { name: 'Somebody else' } },
      { state: 'new' },
    ])
  })
  it('that is cancelled leaves nothing', async () => {
    const rows = await confirmed(csv(usernames('stop', 5)))
    const before = await counts()
    const stop = new AbortController()
    const onProgress = (done: number) => done === 2 && stop.abort()
    const attempt = importRoster(teacher, { classId, rows, onProgress, signal: stop.signal })
    await expect(attempt).rejects.toMatchObject({ code: 'class.roster-stopped' })
    expect(await counts()).toEqual(before)
  })
})
