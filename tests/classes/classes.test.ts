import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Actor, ClassRole, Role } from '#lib/access/actor.ts'
import { readClassLessons, setClassLessons } from '#lib/classes/class-lessons.ts'
import { createClass, listClasses, requireClass } from '#lib/classes/class-record.ts'
import { deleteClass, renameClass, setArchived } from '#lib/classes/class-settings.ts'
import { createInvitation, listInvitations, revokeInvitation } from '#lib/classes/invitations.ts'
import { joinClass } from '#lib/classes/join.ts'
import { setJoining } from '#lib/classes/joining.ts'
import { changeMemberRole, putMember, removeMembers, restoreMembers } from '#lib/classes/members.ts'
import { readOwnLessons } from '#lib/classes/own-lessons.ts'
import { resetStudentPassword } from '#lib/classes/reset-password.ts'
import { importRoster } from '#lib/classes/roster/import-roster.ts'
import { planRoster } from '#lib/classes/roster/plan-roster.ts'
import { roleTowardsStudent } from '#lib/classes/class-role.ts'
import { readGradebook } from '#lib/gradebook/gradebook.ts'
import { overrideGrade } from '#lib/gradebook/override-grade.ts'
import { db } from '#lib/db/client.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())
afterAll(() => site.remove(), 30_000)

const actor = (userId: string, role: Role): Actor => ({ userId, role, name: userId, locale: 'en' })

async function person(role: Role, classes: Record<string, ClassRole> = {}): Promise<Actor> {
  const userId = await site.addStudent()
  await db().user.update({ where: { id: userId }, data: { role, username: `u-${userId}` } })
  for (const [classId, classRole] of Object.entries(classes)) await putMember({ classId, userId, role: classRole })
  return actor(userId, role)
}

let teacher: Actor
let assistant: Actor
let student: Actor
let otherTeacher: Actor
let admin: Actor
let classId: string
let otherClassId: string

beforeEach(async () => {
  teacher = await person('instructor')
  otherTeacher = await person('instructor')
  classId = (await createClass(teacher, { name: 'one' })).id
  otherClassId = (await createClass(otherTeacher, { name: 'two' })).id
  assistant = await person('student', { [classId]: 'assistant' })
  student = await person('student', { [classId]: 'student' })
  admin = await person('admin')
})

const rosterRow = { line: 1, name: 'New', username: 'somebody', email: '', role: '' }

/** Everything that is done with a class, with arguments that would be right if it were allowed. */
const acts: Record<string, { verb: 'view' | 'manage'; act: (who: Actor) => Promise<unknown> }> = {
  requireClass: { verb: 'view', act: (who) => requireClass({ actor: who, classId, verb: 'view' }) },
  readClassLessons: { verb: 'view', act: (who) => readClassLessons(who, classId) },
  setClassLessons: {
    verb: 'manage',
    act: async (who) => setClassLessons(who, { classId, lessons: [{ lesson: (await slugs())[0], dueAt: null }] }),
  },
  renameClass: { verb: 'manage', act: (who) => renameClass(who, { classId, name: 'renamed' }) },
  setArchived: { verb: 'manage', act: (who) => setArchived(who, { classId, archived: true }) },
  deleteClass: {
    verb: 'manage',
    act: async (who) => {
      await db().class.update({ where: { id: classId }, data: { archivedAt: new Date() } })
      await deleteClass(who, { classId, confirmation: 'one' })
    },
  },
  setJoining: { verb: 'manage', act: (who) => setJoining(who, { classId, open: true }) },
  createInvitation: {
    verb: 'manage',
    act: (who) => createInvitation(who, { classId, name: 'x', role: 'assistant', days: 7 }),
  },
  listInvitations: { verb: 'manage', act: (who) => listInvitations(who, classId) },
  revokeInvitation: {
    verb: 'manage',
    act: async (who) => {
      const expiresAt = new Date(Date.now() + 1e6)
      const { tokenHash } = await db().invitation.create({
        data: { tokenHash: crypto.randomUUID(), classId, role: 'student', expiresAt },
      })
      await revokeInvitation(who, { classId, id: tokenHash })
    },
  },
  changeMemberRole: {
    verb: 'manage',
    act: (who) => changeMemberRole(who, { classId, userId: student.userId, role: 'assistant' }),
  },
  removeMembers: { verb: 'manage', act: (who) => removeMembers(who, { classId, userIds: [student.userId] }) },
  restoreMembers: {
    verb: 'manage',
    act: (who) =>
      restoreMembers(who, { classId, members: [{ userId: student.userId, role: 'student', joinedAt: new Date() }] }),
  },
  resetStudentPassword: {
    verb: 'manage',
    act: (who) => resetStudentPassword(who, { classId, studentId: student.userId }),
  },
  planRoster: { verb: 'manage', act: (who) => planRoster(who, { classId, rows: [rosterRow] }) },
  importRoster: {
    verb: 'manage',
    act: (who) =>
      importRoster(who, { classId, rows: [{ row: { ...rosterRow, username: crypto.randomUUID() }, expected: 'new' }] }),
  },
}

/** What a refusal must leave as it was. */
async function everything() {
  const of = { where: { classId } }
  return JSON.stringify([
    await db().class.findMany({ where: { id: classId }, omit: { archivedAt: true } }),
    await db().classMember.findMany({ ...of, orderBy: { userId: 'asc' } }),
    await db().classLesson.findMany(of),
    await db().invitation.count({ where: { classId, role: 'assistant' } }),
    await db().user.count(),
  ])
}

describe.each(Object.entries(acts))('%s', (name, { verb, act }) => {
  it('is done by the instructor of the class and by administrators', async () => {
    await expect(act(admin)).resolves.not.toThrow()
    if (name !== 'deleteClass') await expect(act(teacher)).resolves.not.toThrow()
  })
  it('finds no class for those of another class, its own students, and strangers', async () => {
    const stranger = await person('student')
    const attending = await person('instructor', { [otherClassId]: 'instructor', [classId]: 'student' })
    const before = await everything()
    for (const who of [otherTeacher, student, stranger, attending])
      await expect(act(who)).rejects.toMatchObject({ code: 'class.not-found', status: 404 })
    expect(await everything()).toBe(before)
  })
  it(verb === 'view' ? 'is open to assistants' : 'is refused to assistants', async () => {
    const before = await everything()
    if (verb === 'view') await expect(act(assistant)).resolves.not.toThrow()
    else await expect(act(assistant)).rejects.toMatchObject({ code: 'access.forbidden', status: 403 })
    expect(await everything()).toBe(before)
  })
  it('is closed in an archived class, but to take it out and to delete it', async () => {
    await setArchived(teacher, { classId, archived: true })
    if (name === 'setArchived' || name === 'deleteClass') await expect(act(teacher)).resolves.not.toThrow()
    else await expect(act(teacher)).rejects.toMatchObject({ code: 'class.archived', status: 409 })
  })
})

describe('a class', () => {
  it('is listed for its staff and for administrators only', async () => {
    const ids = async (who: Actor) => (await listClasses(who)).map(({ id }) => id)
    expect(await ids(teacher)).toEqual([classId])
    expect(await ids(otherTeacher)).toEqual([otherClassId])
    expect(await ids(student)).toEqual([])
    expect(await ids(admin)).toEqual(expect.arrayContaining([classId, otherClassId]))
  })
  it('gives no way into a lab while it is archived, nor to its students what it asks for', async () => {
    const [dueAt, later] = [new Date('2026-12-01T10:00:00Z'), new Date('2026-12-02T10:00:00Z')]
    const [first, second] = await slugs()
    await setClassLessons(teacher, { classId, lessons: [{ lesson: first, dueAt: later }] })
    await putMember({ classId: otherClassId, userId: student.userId, role: 'student' })
    const lessons = [
      { lesson: first, dueAt },
      { lesson: second, dueAt: null },
    ]
    await setClassLessons(otherTeacher, { classId: otherClassId, lessons })
    expect(await readOwnLessons(student)).toMatchObject({
      classNames: ['one', 'two'],
      taken: new Set([first, second]),
      dueAt: new Map([[first, dueAt.getTime()]]),
    })
    expect(await roleTowardsStudent(otherTeacher.userId, student.userId)).toBe('instructor')
    await setArchived(otherTeacher, { classId: otherClassId, archived: true })
    expect(await roleTowardsStudent(otherTeacher.userId, student.userId)).toBeNull()
    expect(await readOwnLessons(student)).toMatchObject({
      classNames: ['one'],
      dueAt: new Map([[first, later.getTime()]]),
    })
    await setArchived(otherTeacher, { classId: otherClassId, archived: false })
    expect(await roleTowardsStudent(otherTeacher.userId, student.userId)).toBe('instructor')
  })
  it('shows its grades, which nobody changes, while it is archived', async () => {
    await setArchived(teacher, { classId, archived: true })
    expect(await readGradebook(teacher, classId)).toMatchObject({ students: [{ id: student.userId }] })
    const o = { classId, studentId: student.userId, checkpoint: '03-create-wizard/first-vm', points: 1, reason: 'x' }
    await expect(overrideGrade(teacher, o)).rejects.toMatchObject({ code: 'class.archived' })
    await expect(readGradebook(otherTeacher, classId)).rejects.toMatchObject({ code: 'class.not-found' })
  })
  it('takes all lessons, later ones too, when none is left out or due', async () => {
    const all = await slugs()
    await setClassLessons(teacher, { classId, lessons: all.map((lesson) => ({ lesson, dueAt: null })) })
    expect(await readClassLessons(teacher, classId)).toBeNull()
    expect((await readOwnLessons(student)).taken).toBeNull()
    const none = setClassLessons(teacher, { classId, lessons: [] })
    await expect(none).rejects.toMatchObject({ code: 'class.no-lessons' })
    const unknown = setClassLessons(teacher, { classId, lessons: [{ lesson: '99-none', dueAt: null }] })
    await expect(unknown).rejects.toMatchObject({ code: 'class.lesson-unknown' })
  })
  it('is deleted when it is archived and its name typed; its people stay', async () => {
    const attempt = (confirmation: string) => deleteClass(teacher, { classId, confirmation })
    await expect(attempt('one')).rejects.toMatchObject({ code: 'class.not-archived' })
    await setArchived(teacher, { classId, archived: true })
    await expect(attempt('two')).rejects.toMatchObject({ code: 'class.confirm' })
    await attempt('one')
    expect(await db().class.count({ where: { id: classId } })).toBe(0)
    expect(await db().user.count({ where: { id: student.userId } })).toBe(1)
  })
  it('keeps an instructor', async () => {
    const { userId } = teacher
    const refused = { code: 'class.last-instructor' }
    await expect(removeMembers(teacher, { classId, userIds: [userId] })).rejects.toMatchObject(refused)
    await expect(changeMemberRole(teacher, { classId, userId, role: 'assistant' })).rejects.toMatchObject(refused)
    await changeMemberRole(teacher, { classId, userId: assistant.userId, role: 'instructor' })
    expect(await removeMembers(teacher, { classId, userIds: [userId] })).toMatchObject([{ userId, role: 'instructor' }])
  })
  it('has those back who were removed, as they were; nobody whom a roster could not bring', async () => {
    const removed = await removeMembers(teacher, { classId, userIds: [student.userId, assistant.userId] })
    const members = [...removed, { userId: otherTeacher.userId, role: 'student' as const, joinedAt: new Date() }]
    await restoreMembers(teacher, { classId, members })
    const now = await db().classMember.findMany({ where: { classId } })
    expect(now.filter(({ userId }) => userId !== teacher.userId)).toEqual(
      expect.arrayContaining(removed.map((one) => ({ ...one, classId }))),
    )
    expect(now).toHaveLength(3)
  })
  it('is joined by its newest code only, and by nobody while joining is closed', async () => {
    const old = (await requireClass({ actor: teacher, classId, verb: 'view' })).joinCode ?? ''
    const stranger = await person('student')
    const code = (await setJoining(teacher, { classId, open: true })) ?? ''
    await expect(joinClass(stranger, { code: old }, 'here')).rejects.toMatchObject({ code: 'class.code-unknown' })
    await setJoining(teacher, { classId, open: false })
    await expect(joinClass(stranger, { code }, 'here')).rejects.toMatchObject({ code: 'class.code-unknown' })
    const opened = (await setJoining(teacher, { classId, open: true })) ?? ''
    expect(await joinClass(stranger, { code: opened }, 'here')).toMatchObject({ classId, role: 'student' })
  })
  it('is joined by an invitation until it is revoked', async () => {
    const invite = () => createInvitation(teacher, { classId, name: 'Sun', role: 'assistant', days: 2 })
    const [token, revoked] = [await invite(), await invite()]
    const [last] = await listInvitations(teacher, classId)
    await revokeInvitation(teacher, { classId, id: last?.id ?? '' })
    const guest = await person('student')
    await expect(joinClass(guest, { token: revoked }, 'here')).rejects.toMatchObject({
      code: 'class.invitation-unknown',
    })
    await joinClass(guest, { token }, 'here')
    expect(await listInvitations(teacher, classId)).toMatchObject([{ name: 'Sun', role: 'assistant', state: 'used' }])
  })
})

async function slugs(): Promise<[string, string, ...string[]]> {
  const { listLessonSlugs } = await import('#lib/lessons/lesson-files.ts')
  return (await listLessonSlugs()) as [string, string, ...string[]]
}
