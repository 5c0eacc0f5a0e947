import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { db } = await import('#lib/db/client.ts')
const { storeResult } = await import('#lib/grading/results.ts')
const { onGrades } = await import('#lib/grading/grade-changes.ts')
const { collectEvidence } = await import('#lib/grading/evidence.ts')
const { emptyState } = await import('#lib/labs/live/empty-state.ts')
const { readCheckpoints } = await import('#lib/grading/catalogue.ts')
const { readGradebook } = await import('#lib/gradebook/gradebook.ts')
const { readGradeDetail } = await import('#lib/gradebook/grade-detail.ts')
const { overrideGrade } = await import('#lib/gradebook/override-grade.ts')
const { regradeClass } = await import('#lib/gradebook/regrade-class.ts')
const { readTimeline } = await import('#lib/gradebook/timeline.ts')

const actor = (userId: string, role: Actor['role'] = 'student'): Actor => ({ userId, role, name: userId, locale: 'zh' })
const checkpoint = '03-create-wizard/first-vm'

let ann: string
let ben: string
let teacher: Actor
let assistant: Actor
let stranger: Actor
let points: number

beforeAll(async () => {
  ;[ann, ben] = [await site.addStudent(), await site.addStudent()]
  teacher = actor(await site.addStudent())
  assistant = actor(await site.addStudent())
  stranger = actor(await site.addStudent(), 'instructor')
  points = (await readCheckpoints()).get(checkpoint)?.points ?? 0
  const members = (ids: [string, string][]) => ids.map(([userId, role]) => ({ userId, role }))
  const one = members([
    [ann, 'student'],
    [teacher.userId, 'instructor'],
    [assistant.userId, 'assistant'],
  ])
  const two = members([
    [ben, 'student'],
    [stranger.userId, 'instructor'],
  ])
  await db().class.create({ data: { id: 'one', name: 'one', members: { create: one } } })
  await db().class.create({ data: { id: 'two', name: 'two', members: { create: two } } })
})
afterAll(() => site.remove())

const definition = { id: 'first-vm', points: 1, covers: [], expectations: [], hints: { zh: [], en: [] } }
const pass = (studentId: string, earned: number) =>
  storeResult(
    { studentId, checkpoint, attempt: 1 },
    {
      definition,
      evidence: collectEvidence(definition, emptyState({ phase: 'running', since: 0 }), 1000),
      result: { status: 'passed', earned, via: 'gui', passedAt: 1000 },
    },
  )

describe('the gradebook', () => {
  it('has the class’s students and what they earned, and tells of it as it comes', async () => {
    const told: string[] = []
    const stop = onGrades((studentId) => void told.push(studentId))
    await pass(ann, points - 2)
    await pass(ben, points)
    void stop()
    expect(told).toEqual([ann, ben])
    const book = await readGradebook(teacher, 'one')
    expect(book.students.map(({ id }) => id)).toEqual([ann])
    expect(book.columns.map((column) => column.checkpoint)).toContain(checkpoint)
    expect(book.grades[ann]?.[checkpoint]).toMatchObject({ earned: points - 2, passed: true, via: 'gui' })
    expect(book.grades[ben]).toBeUndefined()
  })

  it('has the lessons that the class takes, with their dates', async () => {
    const dueAt = new Date('2026-12-01T10:00:00Z')
    await db().classLesson.create({ data: { classId: 'two', lesson: '03-create-wizard', dueAt } })
    const book = await readGradebook(stranger, 'two')
    expect(new Set(book.columns.map(({ lesson }) => lesson))).toEqual(new Set(['03-create-wizard']))
    expect(book.dueAt).toEqual({ '03-create-wizard': dueAt.getTime() })
  })

  it('shows points that staff gave, what was judged beside them, and takes them back', async () => {
    const set = (given: number | null) =>
      overrideGrade(teacher, { classId: 'one', studentId: ann, checkpoint, points: given, reason: 'shown in class' })
    await set(points)
    const { grade, attempts } = await readGradeDetail(assistant, { classId: 'one', studentId: ann, checkpoint })
    expect(grade).toMatchObject({ earned: points, judged: points - 2, override: { byName: teacher.name } })
    expect(attempts).toMatchObject([{ attempt: 1, earned: points - 2, hints: 0 }])
    await set(null)
    expect((await readGradebook(teacher, 'one')).grades[ann]?.[checkpoint]).toMatchObject({ override: null })
    const staff = (await readTimeline(teacher, { classId: 'one', studentId: ann })).filter(
      ({ kind }) => kind === 'staff',
    )
    expect(staff.map((one) => one.kind === 'staff' && one.action)).toEqual(['grade-restored', 'grade-set'])
  })

  it.each([
    ['more than there are', { points: 1000 }, 'grades.points', 'points'],
    ['a half', { points: 0.5 }, 'grades.points', 'points'],
    ['without a reason', { reason: '  ' }, 'grades.reason', 'reason'],
    ['in what is no checkpoint', { checkpoint: '03-create-wizard/none' }, 'grades.no-checkpoint', undefined],
  ])('refuses points %s', async (_name, wrong, code, field) => {
    const form = { classId: 'one', studentId: ann, checkpoint, points: 1, reason: 'why' }
    await expect(overrideGrade(teacher, { ...form, ...wrong })).rejects.toMatchObject({ code, field })
    expect(await db().gradeOverride.count()).toBe(0)
  })

  it('is shut to students, to other classes, and assistants change nothing', async () => {
    const student = { classId: 'one', studentId: ann }
    const change = (who: Actor) => overrideGrade(who, { ...student, checkpoint, points: 1, reason: 'x' })
    for (const who of [actor(ann), stranger]) {
      await expect(readGradebook(who, 'one')).rejects.toMatchObject({ status: 404 })
      await expect(readTimeline(who, student)).rejects.toMatchObject({ status: 404 })
      await expect(readGradeDetail(who, { ...student, checkpoint })).rejects.toMatchObject({ status: 404 })
      await expect(change(who)).rejects.toMatchObject({ status: 404 })
      await expect(regradeClass(who, { classId: 'one', apply: true })).rejects.toMatchObject({ status: 404 })
    }
    await expect(change(assistant)).rejects.toMatchObject({ code: 'access.forbidden' })
    await expect(regradeClass(assistant, { classId: 'one', apply: false })).rejects.toMatchObject({
      code: 'access.forbidden',
    })
    // A student of another class, through one's own.
    const foreign = { classId: 'one', studentId: ben }
    await expect(readTimeline(teacher, foreign)).rejects.toMatchObject({ code: 'grades.no-student' })
    await expect(readGradeDetail(teacher, { ...foreign, checkpoint })).rejects.toMatchObject({ status: 404 })
    await expect(overrideGrade(teacher, { ...foreign, checkpoint, points: 1, reason: 'x' })).rejects.toMatchObject({
      code: 'grades.no-student',
    })
  })

  it('is judged again for this class alone', async () => {
    const { judged, untold } = await regradeClass(teacher, { classId: 'one', apply: true })
    expect(judged).toBe(1)
    // It was judged from nothing, which does not tell what the checkpoint of today asks.
    expect(untold).toMatchObject([{ studentId: ann, reason: 'not-in-evidence' }])
  })
})
