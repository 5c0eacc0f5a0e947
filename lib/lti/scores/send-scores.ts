import { log } from '#lib/base/log.ts'
import { db } from '#lib/db/client.ts'
import { readColumns } from '#lib/gradebook/gradebook.ts'
import { type Total, totalOf } from '#lib/gradebook/totals.ts'
import { readGrades } from '#lib/grading/read-grades.ts'
import { toPlatform } from '../platforms.ts'
import { ScoreNotSent } from './call-platform.ts'
import { postScore } from './post-score.ts'
import { nextStamp, retryAt } from './score-times.ts'

/** Sends what is due at `now`, several platforms side by side. What fails stays in the queue, with why and when again. */
export async function sendDueScores(now = new Date()): Promise<void> {
  const rows = await readDue(now)
  const byPlatform = Map.groupBy(rows, (row) => row.link.course.platformId)
  await Promise.all([...byPlatform.values()].map((own) => sendToPlatform(own, now)))
}

function readDue(now: Date) {
  return db().ltiScore.findMany({
    where: { dueAt: { lte: now } },
    include: { link: { include: { course: { include: { platform: true } } } } },
    orderBy: { dueAt: 'asc' },
  })
}
type Row = Awaited<ReturnType<typeof readDue>>[number]

async function sendToPlatform(rows: Row[], now: Date): Promise<void> {
  const news = (await Promise.all(rows.map(findNews))).filter((one) => one !== null)
  for (const [index, one] of news.entries()) {
    const failure = await send(one, now)
    if (!failure) continue
    await noteFailure(one.row, failure, now)
    // One that does not answer is not asked for each student.
    if (failure.stage === 'score' && failure.status < 500) continue
    for (const { row } of news.slice(index + 1)) await noteFailure(row, failure, now)
    return
  }
}

interface News {
  row: Row
  lineItem: string
  total: Total
}

/** What the platform does not know; null if it knows, or there is nothing to tell: then the row waits no more. */
async function findNews(row: Row): Promise<News | null> {
  const { lineItem } = row.link
  const total = lineItem ? await totalIn(row) : null
  const known = total && row.given === total.earned && row.maximum === total.points && row.passed === total.passed
  if (lineItem && total && !known) return { row, lineItem, total }
  await settle(row, { error: null })
  return null
}

async function send({ row, lineItem, total }: News, now: Date): Promise<ScoreNotSent | null> {
  const { linkId, studentId, subject } = row
  const stamp = nextStamp(row.stamp, now)
  // Before it is sent: whatever becomes of it, this one is used.
  await db().ltiScore.updateMany({ where: { linkId, studentId }, data: { stamp } })
  try {
    await postScore(toPlatform(row.link.course.platform), lineItem, { subject, total, stamp })
  } catch (error) {
    if (error instanceof ScoreNotSent) return error
    throw error
  }
  const { earned: given, points: maximum, passed } = total
  await settle(row, { error: null, failures: 0, given, maximum, passed, sentAt: stamp })
  return null
}

/** What the student has in the link's lesson, or in the class's; null if there is nothing to tell. */
async function totalIn({ studentId, given, link }: Row): Promise<Total | null> {
  const [all, grades] = await Promise.all([
    readColumns(link.lesson ? null : link.course.classId),
    readGrades([studentId]),
  ])
  const columns = link.lesson ? all.filter(({ lesson }) => lesson === link.lesson) : all
  const own = grades.get(studentId) ?? {}
  const begun = given !== null || columns.some(({ checkpoint }) => own[checkpoint])
  const total = totalOf(own, columns)
  return begun && total.points > 0 ? total : null
}

/** Something may have been queued meanwhile: then the row stays due. */
async function settle(row: Row, data: Record<string, string | number | Date | null>): Promise<void> {
  const { linkId, studentId, revision } = row
  await db().ltiScore.updateMany({ where: { linkId, studentId }, data })
  await db().ltiScore.updateMany({ where: { linkId, studentId, revision }, data: { dueAt: null } })
}

async function noteFailure(row: Row, failure: ScoreNotSent, now: Date): Promise<void> {
  const { linkId, studentId, revision } = row
  const failures = row.failures + 1
  const { message: error, stage, status } = failure
  log.warn({ link: linkId, student: studentId, err: failure, failures }, 'a score was not taken')
  const data = { error, failures, dueAt: retryAt({ failures, now, stage, status }) }
  await db().ltiScore.updateMany({ where: { linkId, studentId, revision }, data })
}
