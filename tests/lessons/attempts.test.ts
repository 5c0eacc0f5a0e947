import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'

const { site, lessons } = await vi.hoisted(async () => ({
  site: (await import('#lib/labs/test-site.ts')).makeTestSite(),
  lessons: (await import('#tests/support/test-lessons.ts')).makeTestLessons({
    '01-values': {
      checkpoints: `export default is.withVariables({ name: is.oneOf(...'abcdefghijklmnopqrst'), size: is.integer(1, 1000) }, (v) => [
      is.checkpoint('made', {
        points: 10,
        expect: [is.vm('vm-' + v.name).exists()],
        hints: { zh: ['一', '二 ' + v.name], en: ['one', 'two ' + v.name] },
      }),
    ])`,
    },
    '02-plain': {
      checkpoints: `export default [is.checkpoint('made', { points: 5, expect: [is.vm('x').exists()], hints: { zh: [], en: [] } })]`,
    },
    '05-broken': { checkpoints: `throw new Error('half written')` },
    '03-exam': {
      exam: true,
      checkpoints: `export default is.withVariables({ name: is.oneOf(...'abcdefghijklmnopqrst') }, (v) => [
      is.checkpoint('made', { points: 5, expect: [is.vm(v.name).exists()], hints: { zh: ['一'], en: ['one'] } })])`,
    },
  }),
}))

const { db } = await import('#lib/db/client.ts')
const { beginAttempt, beginExam, begunAt, readAttempt, readLessonValues } = await import('#lib/grading/attempts.ts')
const { askHint, countHints, readHints } = await import('#lib/grading/hints.ts')

const lesson = '01-values'
let studentId: string
beforeEach(async () => {
  studentId = await site.addStudent()
})
afterAll(async () => {
  await site.remove()
  lessons.remove()
})

describe('values of an attempt', () => {
  it('are the same for all who ask at once, and ever after', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => readAttempt({ studentId, lesson })))
    const [first] = all
    expect(new Set(all.map(({ values }) => JSON.stringify(values))).size).toBe(1)
    expect((await readAttempt({ studentId, lesson })).values).toEqual(first?.values)
    expect(await db().attempt.count({ where: { studentId } })).toBe(1)
  })

  it('are in the checkpoints, and as text in the lesson', async () => {
    const { values, checkpoints } = await readAttempt({ studentId, lesson })
    expect(checkpoints[0]?.expectations[0]?.subject.name).toBe(`vm-${values.name}`)
    expect(await readLessonValues({ studentId, lesson })).toEqual({ name: values.name, size: String(values.size) })
  })

  it('are others for the next attempt, and for another student', async () => {
    const first = await readAttempt({ studentId, lesson })
    const second = await beginAttempt({ studentId, lesson })
    expect(second).toMatchObject({ attempt: 2, lesson })
    expect(second.values).not.toEqual(first.values)
    expect((await readAttempt({ studentId, lesson })).values).toEqual(second.values)
    const other = await readAttempt({ studentId: await site.addStudent(), lesson })
    expect([first.values, second.values]).not.toContainEqual(other.values)
  })

  it('are completed when the author adds a variable', async () => {
    await db().attempt.create({ data: { studentId, lesson, attempt: 1, variables: '{"name":"b"}' } })
    const { values } = await readAttempt({ studentId, lesson })
    expect(values).toEqual({ name: 'b', size: expect.any(Number) })
    expect((await readAttempt({ studentId, lesson })).values).toEqual(values)
  })

  it('are none where the lesson has none, or is none; then nothing is stored', async () => {
    expect(await readLessonValues({ studentId, lesson: '02-plain' })).toEqual({})
    expect(await readLessonValues({ studentId, lesson: '04-none' })).toEqual({})
    expect(await readAttempt({ studentId, lesson: '02-plain' })).toMatchObject({ attempt: 1, values: {} })
    expect(await db().attempt.count({ where: { studentId } })).toBe(0)
    for (const without of ['04-none', '05-broken'])
      await expect(readAttempt({ studentId, lesson: without })).rejects.toMatchObject({ code: 'lesson.not-found' })
  })

  it('of an exam come when it is begun, not when somebody looks', async () => {
    const exam = { studentId, lesson: '03-exam' }
    expect(await readAttempt(exam)).toMatchObject({ attempt: 0 })
    expect(await readLessonValues(exam)).toEqual({ name: '…' })
    expect(await begunAt(exam)).toBeNull()
    const { values } = await beginExam(exam)
    expect(await readAttempt(exam)).toMatchObject({ attempt: 1, values })
    expect(await begunAt(exam)).not.toBeNull()
  })

  it('are given anew in an exam only: hints that were paid for would be free elsewhere', async () => {
    expect(await beginExam({ studentId, lesson: '03-exam' })).toMatchObject({ attempt: 1 })
    expect(await beginExam({ studentId, lesson: '03-exam' })).toMatchObject({ attempt: 2 })
    for (const other of [lesson, '02-plain', '../03-exam', 'nothing'])
      await expect(beginExam({ studentId, lesson: other })).rejects.toMatchObject({ code: 'lesson.not-found' })
  })
})

describe('hints', () => {
  const checkpoint = '01-values/made'
  const actor = () => ({ userId: studentId, role: 'student' as const, name: 'a', locale: 'en' as const })
  const hint = (number: number) => askHint(actor(), checkpoint, number)

  it('come one by one, with the student’s values, and stay', async () => {
    const { name } = (await readAttempt({ studentId, lesson })).values
    expect(await readHints(studentId, checkpoint)).toEqual([])
    expect(await hint(1)).toEqual([{ zh: '一', en: 'one' }])
    expect(await hint(2)).toEqual([
      { zh: '一', en: 'one' },
      { zh: `二 ${name}`, en: `two ${name}` },
    ])
    expect(await readHints(studentId, checkpoint)).toHaveLength(2)
  })

  it('cost once, however often they are asked for', async () => {
    await Promise.all([hint(1), hint(1), hint(1)])
    expect((await countHints(studentId))(checkpoint, 1)).toBe(1)
  })

  it.each([0, 2, 3, -1, 1.5, Number.NaN])('are refused out of turn: %s', async (number) => {
    await expect(hint(number)).rejects.toMatchObject({ code: 'checkpoint.no-hint' })
  })

  it('are not given in an exam, whoever asks past the page', async () => {
    await expect(askHint(actor(), '03-exam/made', 1)).rejects.toMatchObject({ code: 'checkpoint.no-hint' })
    expect(await readHints(studentId, '03-exam/made')).toEqual([])
  })

  it('are of an attempt', async () => {
    await hint(1)
    await beginAttempt({ studentId, lesson })
    await beginAttempt({ studentId, lesson })
    expect(await readHints(studentId, checkpoint)).toEqual([])
    expect((await countHints(studentId))(checkpoint, 1)).toBe(1)
  })
})
