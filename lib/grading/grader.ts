import { log } from '#lib/base/log.ts'
import type { CheckpointView, LiveChange } from '#lib/gateway/protocol.ts'
import { dropUnchanged } from '#lib/labs/live/drop-unchanged.ts'
import type { LiveModel } from '#lib/labs/live/live-model.ts'
import { acquireLiveModel, type LiveModelHold, openLiveModel } from '#lib/labs/live/live-models.ts'
import { creditOf } from './credit.ts'
import { evaluate, type Judgement } from './evaluate.ts'
import { collectEvidence, type Evidence } from './evidence.ts'
import type { CheckpointDefinition } from './expectation.ts'
import { readGiven, storeGiven } from './given.ts'
import { HostFactsReader } from './read-host-facts.ts'
import { type ResultKey, type StoredResult, storeResult, storeWay } from './results.ts'
import { type GradedCheckpoint, readSubject, type Subject } from './subject.ts'
import { wayReached } from './way-reached.ts'

const graders = new WeakMap<LiveModel, Promise<Grader>>()

/** The live model of a lab with its checkpoints judged at each change. Code: lab.not-found. The caller releases it. */
export async function acquireGradedModel(labId: string): Promise<LiveModelHold> {
  const hold = await acquireLiveModel(labId)
  try {
    const grading = graders.get(hold.model) ?? Grader.start(hold.model)
    graders.set(hold.model, grading)
    await grading
    return hold
  } catch (error) {
    graders.delete(hold.model)
    hold.release()
    throw error
  }
}

/** Reads anew what the student has (an attempt begun, a hint asked for), and everything that checkpoints are judged from. */
export async function refreshGrading(labId: string): Promise<void> {
  const model = await openLiveModel(labId)
  await (model && (await graders.get(model)))?.refresh()
}

const judgedFrom = new Set<LiveChange['collection']>([
  'lab',
  'host',
  'domains',
  'networks',
  'leases',
  'pools',
  'volumes',
  'snapshots',
])

/** A page's operation has answered, and so is told, this long after its last effect. */
const ownEntryMs = 5_000

/** Judges the checkpoints of the chapter whose host the lab has, for as long as the model lives; it is the model that ends. */
class Grader {
  readonly #model: LiveModel
  readonly #facts: HostFactsReader
  #subject: Subject | null = null
  /** What was true from the beginning of the present host: expectations by checkpoint; null until that was looked at. */
  #given: Record<string, string[]> | null = null
  /** By checkpoint, whether it was passing the last time. */
  readonly #passing = new Map<string, boolean>()
  /** By checkpoint, when it last passed after it did not. */
  readonly #anew = new Map<string, number>()
  #loading: Promise<void> = Promise.resolve()
  /** The last result on its way into the database: what amends one follows it. */
  #stored: Promise<void> = Promise.resolve()
  #loads = 0

  static async start(model: LiveModel): Promise<Grader> {
    const grader = new Grader(model)
    await grader.#load()
    return grader
  }

  private constructor(model: LiveModel) {
    this.#model = model
    this.#facts = new HostFactsReader(model, (at) => this.#grade(at))
    model.subscribe((at, changes) => {
      const moved = changes.some(
        ({ collection, value }) => collection === 'start' || (collection === 'lab' && isRunning(value)),
      )
      if (moved) void this.#load()
      else if (changes.some(({ collection }) => judgedFrom.has(collection))) {
        this.#facts.lookAgain()
        this.#grade(at)
      }
      // What a page did is told once its call has answered: after the last of its effects was judged.
      else if (changes.some(({ collection }) => collection === 'history')) this.#grade(at)
    })
  }

  async refresh(): Promise<void> {
    await this.#model.catchUp()
    await this.#load()
    await this.#facts.read()
  }

  /** The last one asked for counts: a lab that moves on has another chapter. */
  #load(): Promise<void> {
    const load = ++this.#loads
    this.#subject = null
    this.#loading = this.#loading
      .then(async () => {
        if (load !== this.#loads) return
        const subject = await readSubject(this.#model.labId)
        const given = await readGiven(this.#model.labId)
        if (load !== this.#loads) return
        this.#subject = subject
        this.#given = given
        this.#passing.clear()
        this.#facts.want(subject.checkpoints.flatMap(({ definition }) => definition.expectations))
        this.#model.publish(Date.now(), dropUnchanged(this.#model.state, subject.elsewhere.map(publication)))
        this.#grade(Date.now())
      })
      .catch((error: unknown) => log.error({ err: error, lab: this.#model.labId }, 'checkpoints were not read'))
    return this.#loading
  }

  #grade(at: number): void {
    const subject = this.#subject
    if (!subject) return
    const judged = subject.checkpoints.map((checkpoint) => {
      const evidence = this.#collect(checkpoint.definition, at)
      return { checkpoint, evidence, judgement: evaluate(checkpoint.definition, evidence) }
    })
    if (judged.every(({ evidence }) => evidence.unreachable === null)) this.#noteGiven(judged)
    const views = judged.map(({ checkpoint, evidence, judgement }) =>
      this.#settle(subject, checkpoint, evidence, judgement),
    )
    this.#model.publish(at, dropUnchanged(this.#model.state, views.map(publication)))
  }

  #collect(definition: CheckpointDefinition, at: number): Evidence {
    const { state } = this.#model
    const evidence = collectEvidence(definition, state, at, this.#facts.facts)
    // A host that runs but was not read yet is not an empty one.
    const asksHost = definition.expectations.some(({ subject }) => subject.kind === 'host')
    const unread = !state.host.host || (asksHost && !this.#facts.facts)
    if (evidence.unreachable === null && unread) evidence.unreachable = 'not-read-yet'
    return evidence
  }

  #noteGiven(judged: { checkpoint: GradedCheckpoint; judgement: Judgement }[]): void {
    if (this.#given) return
    const met = ({ expectations }: Judgement) => expectations.filter((finding) => finding.met).map(({ id }) => id)
    this.#given = Object.fromEntries(judged.map(({ checkpoint, judgement }) => [checkpoint.id, met(judgement)]))
    storeGiven(this.#model.labId, this.#given).catch((error: unknown) =>
      log.error({ err: error, lab: this.#model.labId }, 'what was true from the beginning was not stored'),
    )
  }

  /** Keeps what a judgement earns, and says how the checkpoint stands. */
  #settle(subject: Subject, checkpoint: GradedCheckpoint, evidence: Evidence, judgement: Judgement): CheckpointView {
    const { id, definition, hints, reason } = checkpoint
    const given = this.#given?.[id] ?? []
    const isGiven = given.length === definition.expectations.length
    const closed = evidence.unreachable ?? reason ?? (isGiven ? 'given' : null)
    const known = subject.results.get(id)
    if (closed === null && this.#given) {
      const passed = judgement.status === 'passed'
      const earned = creditOf(definition, judgement, { hints, given })
      const before = known?.status === 'passed' ? Number.POSITIVE_INFINITY : (known?.earned ?? 0)
      if (passed ? known?.status !== 'passed' : earned > before)
        this.#earn(subject, checkpoint, evidence, passed, earned)
      else if (passed && this.#isAnew(id, evidence.at)) this.#reachAgain(subject, checkpoint, evidence)
      else if (passed && known?.via === null) this.#learnWay(subject, checkpoint, evidence)
      this.#passing.set(id, passed)
    }
    const result = subject.results.get(id)
    const passed = result?.status === 'passed'
    return {
      id,
      status: passed ? 'passed' : closed === null ? 'open' : 'unreachable',
      reason: closed,
      points: definition.points,
      earned: result?.earned ?? 0,
      passedAt: result?.passedAt ?? null,
      via: result?.via ?? null,
      expectations: judgement.expectations,
    }
  }

  /** Whether it passes again after it did not, or has just done so: a page's own entry comes after the last of its effects. */
  #isAnew(id: string, at: number): boolean {
    if (this.#passing.get(id) === false) this.#anew.set(id, at)
    return at - (this.#anew.get(id) ?? Number.NEGATIVE_INFINITY) < ownEntryMs
  }

  #earn(subject: Subject, checkpoint: GradedCheckpoint, evidence: Evidence, passed: boolean, earned: number): void {
    const { id, attempt, definition } = checkpoint
    const before = subject.results.get(id)
    const via = passed ? this.#wayTo(definition, evidence) : null
    const most = Math.max(earned, before?.earned ?? 0)
    const result: StoredResult = {
      checkpoint: id,
      attempt,
      status: passed ? 'passed' : 'partial',
      earned: most,
      passedAt: passed ? evidence.at : null,
      via,
    }
    subject.results.set(id, result)
    const key = { studentId: subject.studentId, checkpoint: id, attempt }
    this.#stored = storeResult(key, { result, definition, evidence, given: this.#given?.[id] }).catch(
      (error: unknown) => {
        // Not earned then: the next change judges it again.
        if (before) subject.results.set(id, before)
        else subject.results.delete(id)
        log.error({ err: error, lab: this.#model.labId, checkpoint: id }, 'a result was not stored')
      },
    )
  }

  #wayTo(definition: CheckpointDefinition, { volumes }: Evidence): CheckpointView['via'] {
    const names = volumes.map(({ name }) => name)
    return wayReached(definition, Object.values(this.#model.state.history), names)
  }

  /** It passed before the history told by which way. */
  #learnWay(subject: Subject, { id, attempt, definition }: GradedCheckpoint, evidence: Evidence): void {
    const known = subject.results.get(id)
    const via = this.#wayTo(definition, evidence)
    if (!known || !via) return
    subject.results.set(id, { ...known, via })
    this.#storeWay({ studentId: subject.studentId, checkpoint: id, attempt }, via)
  }

  /** Passed before, seen failing since (in a fresh host, say), and passed anew: by the other way, that makes both. */
  #reachAgain(subject: Subject, { id, attempt, definition }: GradedCheckpoint, evidence: Evidence): void {
    const known = subject.results.get(id)
    const via = this.#wayTo(definition, evidence)
    if (!known || !via || !known.via || known.via === 'both' || via === known.via) return
    subject.results.set(id, { ...known, via: 'both' })
    this.#storeWay({ studentId: subject.studentId, checkpoint: id, attempt }, 'both')
  }

  #storeWay(key: ResultKey, via: CheckpointView['via']): void {
    this.#stored = this.#stored
      .then(() => storeWay(key, via))
      .catch((error: unknown) =>
        log.error({ err: error, lab: this.#model.labId, checkpoint: key.checkpoint }, 'a way was not stored'),
      )
  }
}

function isRunning(phase: unknown): boolean {
  return (phase as { phase?: string } | null)?.phase === 'running'
}

function publication(value: CheckpointView): LiveChange {
  return { collection: 'checkpoints', id: value.id, value }
}
