import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { CheckpointView, LiveState } from '#lib/gateway/protocol.ts'
import { noteProof } from '#tests/support/proof-table.ts'
import type { LiveLab } from '#tests/support/live-lab.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { beginAttempt, readAttempt } = await import('#lib/grading/attempts.ts')
const { evaluate } = await import('#lib/grading/evaluate.ts')
const { readEvidence } = await import('#lib/grading/results.ts')
const { jumpLab } = await import('#lib/labs/lab-service.ts')
const { startOf } = await import('#lib/lessons/lesson-starts.ts')
const { LiveLab: Lab } = await import('#tests/support/live-lab.ts')
const { readLessonProofs } = await import('#tests/support/lesson-scripts.ts')

afterAll(() => site.remove())

/** Every checkpoint of every lesson, on a real lab host: one that cannot fail, or that a mistake passes, is a defect. */
describe.each(await readLessonProofs())('checkpoints of $lesson', { timeout: 180_000 }, (proofs) => {
  const { lesson, checkpoints } = proofs
  let lab: LiveLab
  let values: Awaited<ReturnType<typeof readAttempt>>['values']

  beforeAll(async () => {
    const studentId = await site.addStudent()
    // An exam is judged once it has begun.
    ;({ values } = await beginAttempt({ studentId, lesson }))
    lab = await Lab.start(studentId, 'lessons', startOf(lesson))
  }, 300_000)
  afterAll(() => lab?.remove())

  const view = (id: string, state: LiveState = lab.state): CheckpointView | undefined =>
    state.checkpoints[`${lesson}/${id}`]
  const firstUnmet = (id: string, state: LiveState) => view(id, state)?.expectations.find(({ met }) => !met)?.id
  const isOpen = (state: LiveState) => checkpoints.every((id) => view(id, state)?.status === 'open')
  /** As the student types it, in a login shell. */
  const runAsStudent = (script: string) => lab.run('bash -ls', { input: script, user: 'student' })
  const backToStart = async () => {
    await lab.away(() => jumpLab({ labId: lab.labId, start: startOf(lesson) }))
    await lab.until(isOpen)
  }

  it('all fail on a fresh lab host', async () => {
    await lab.until(isOpen)
    for (const id of checkpoints) {
      expect(view(id)).toMatchObject({ status: 'open', passedAt: null, via: null })
      noteProof({ checkpoint: `${lesson}/${id}`, way: 'fresh', result: 'fail' })
    }
  })

  it.each(checkpoints)('%s fails by its mistake, with the message that names it', async (id) => {
    const started = Date.now()
    await runAsStudent(proofs.wrong(id, values))
    const mistake = proofs.mistake(id, values)
    await lab.until(
      (state) => firstUnmet(id, state) === mistake,
      () => `${mistake}, not ${firstUnmet(id, lab.state)}`,
    )
    expect(view(id)?.status).toBe('open')
    const seconds = (Date.now() - started) / 1000
    noteProof({ checkpoint: `${lesson}/${id}`, way: 'wrong', result: `fail: ${mistake}`, seconds })
  })

  it('all fail after a reset', async () => {
    await backToStart()
    for (const id of checkpoints) noteProof({ checkpoint: `${lesson}/${id}`, way: 'reset', result: 'fail' })
  })

  it.each(checkpoints)('%s passes by solve.sh, the moment that all of it is true', async (id) => {
    const started = Date.now()
    expect(view(id)?.status).toBe('open')
    // Told to pages then; libvirt's event, or the file's change, that made it right was noticed at `passedAt`.
    const green = lab
      .until(
        (state) => view(id, state)?.status === 'passed',
        () => JSON.stringify(view(id)?.expectations.filter(({ met }) => !met)),
      )
      .then(() => Date.now())
    const ended = runAsStudent(proofs.solve(id, values)).then(() => Date.now())
    const [greenAt, endedAt] = await Promise.all([green, ended])
    const { points, earned, via, passedAt } = view(id) as CheckpointView
    expect({ earned, via }).toEqual({ earned: points, via: 'terminal' })
    const seconds = (Date.now() - started) / 1000
    const [greenMs, promptMs] = [greenAt - (passedAt ?? 0), Math.max(0, greenAt - Math.max(endedAt, passedAt ?? 0))]
    noteProof({ checkpoint: `${lesson}/${id}`, way: 'solve', result: 'pass', seconds, greenMs, promptMs })
  })

  it('all are judged the same from their stored evidence', async () => {
    const { attempt, checkpoints: definitions } = await readAttempt({ studentId: lab.studentId, lesson })
    for (const definition of definitions) {
      const id = `${lesson}/${definition.id}`
      const stored = await vi.waitUntil(() => readEvidence(lab.studentId, id, attempt))
      expect(stored?.definition).toEqual(JSON.parse(JSON.stringify(definition)))
      expect(stored && evaluate(stored.definition, stored.evidence)).toMatchObject({ status: 'passed' })
      expect(stored?.evidence.at).toBe(view(definition.id)?.passedAt)
    }
  })

  it('all stand when the server starts again, and after a reset', async () => {
    const shown = () =>
      checkpoints.map((id) => view(id)).map((one) => [one?.status, one?.earned, one?.passedAt, one?.via])
    const before = shown()
    await lab.reopen()
    expect(shown()).toEqual(before)
    await lab.away(() => jumpLab({ labId: lab.labId, start: startOf(lesson) }))
    await lab.until((state) => checkpoints.every((id) => (view(id, state)?.expectations.length ?? 0) > 0))
    expect(shown()).toEqual(before)
    for (const id of checkpoints) expect(view(id)?.expectations.every(({ met }) => met)).toBe(false)
  })
})
