import { listMembers } from '#lib/classes/class-record.ts'
import { db } from '#lib/db/client.ts'
import type { HandView, LabPhase } from '#lib/gateway/protocol.ts'
import { courseId } from '#lib/labs/course.ts'
import { readHelp } from '#lib/labs/help-board.ts'
import { readInput } from '#lib/labs/last-input.ts'
import { readPhase } from '#lib/labs/phase-board.ts'
import { readHands } from './hand.ts'
import { countUnread } from './messages.ts'

/** A student on the wall; times in ms. */
export interface WallEntry {
  studentId: string
  name: string
  labId: string | null
  phase: LabPhase['phase']
  /** It is to start, and waits for a place. */
  queued: boolean
  /** Since when the lab runs, if it does. */
  since: number | null
  /** The lesson that was read last, and the heading in it. */
  lesson: string | null
  heading: string | null
  /** Ids (`lesson/checkpoint`) of what is passed. */
  passed: string[]
  lastPassAt: number | null
  lastActivityAt: number | null
  hand: HandView | null
  /** Messages of the student that nobody of the staff has read. */
  unread: number
  /** Who has taken the lab over. */
  helper: string | null
}

/** The students of a class as they are now, by id; of these only, if they are named. */
export async function readWallEntries(classId: string, only?: ReadonlySet<string>): Promise<Map<string, WallEntry>> {
  const members = (await listMembers(classId)).filter(
    ({ userId, role }) => role === 'student' && (!only || only.has(userId)),
  )
  const ids = members.map(({ userId }) => userId)
  const ofThem = { studentId: { in: ids } }
  const labs = await db().lab.findMany({ where: { ...ofThem, courseId }, select: { id: true, studentId: true } })
  const [progress, passes, history, hands, unread] = await Promise.all([
    db().lessonProgress.findMany({
      where: ofThem,
      orderBy: { updatedAt: 'desc' },
      select: { studentId: true, lesson: true, position: true, updatedAt: true },
    }),
    db().checkpointResult.findMany({
      where: { ...ofThem, status: 'passed' },
      select: { studentId: true, checkpoint: true, passedAt: true },
    }),
    db().historyEntry.groupBy({
      by: ['labId'],
      where: { labId: { in: labs.map(({ id }) => id) } },
      _max: { at: true },
    }),
    readHands(ids),
    countUnread(ids),
  ])
  const lastRead = new Map(progress.toReversed().map((row) => [row.studentId, row]))
  const passesOf = Map.groupBy(passes, ({ studentId }) => studentId)
  const labOf = new Map(labs.map(({ id, studentId }) => [studentId, id]))
  const lastDone = new Map(history.map(({ labId, _max }) => [labId, _max.at?.getTime() ?? null]))
  return new Map(
    members.map(({ userId, name }) => {
      const labId = labOf.get(userId) ?? null
      const phase: LabPhase = labId ? readPhase(labId) : { phase: 'absent' }
      const last = lastRead.get(userId)
      const passed = passesOf.get(userId) ?? []
      const lastPassAt = latest(passed.map(({ passedAt }) => passedAt?.getTime() ?? null))
      return [
        userId,
        {
          studentId: userId,
          name,
          labId,
          phase: phase.phase,
          queued: phase.phase === 'provisioning' && phase.stage === 'queued',
          since: phase.phase === 'running' ? phase.since : null,
          lesson: last?.lesson ?? null,
          heading: last?.position ?? null,
          passed: [...new Set(passed.map(({ checkpoint }) => checkpoint))].toSorted(),
          lastPassAt,
          lastActivityAt: latest([
            lastPassAt,
            last?.updatedAt.getTime() ?? null,
            labId ? (lastDone.get(labId) ?? null) : null,
            labId ? readInput(labId) : null,
          ]),
          hand: hands.get(userId) ?? null,
          unread: unread.get(userId) ?? 0,
          helper: labId ? (readHelp(labId).takeOver?.name ?? null) : null,
        },
      ]
    }),
  )
}

function latest(times: (number | null)[]): number | null {
  const known = times.filter((time) => time !== null)
  return known.length > 0 ? Math.max(...known) : null
}
