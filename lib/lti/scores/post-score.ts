import type { Total } from '#lib/gradebook/totals.ts'
import type { Platform } from '../platforms.ts'
import { accessToken, forgetToken } from './access-token.ts'
import { callPlatform, ScoreNotSent } from './call-platform.ts'

export interface Score {
  subject: string
  total: Total
  /** Later than any that was sent for this student before. */
  stamp: Date
}

/** Sends a score to a line item. Rejects with ScoreNotSent. https://www.imsglobal.org/spec/lti-ags/v2p0#score-publish-service */
export async function postScore(platform: Platform, lineItem: string, score: Score): Promise<void> {
  let response = await post(platform, lineItem, score)
  if (response.status === 401) {
    // Permission may end before its time.
    forgetToken(platform)
    response = await post(platform, lineItem, score)
  }
  if (!response.ok) throw new ScoreNotSent('score', response.status)
}

async function post(platform: Platform, lineItem: string, { subject, total, stamp }: Score): Promise<Response> {
  const body = {
    userId: subject,
    scoreGiven: total.earned,
    scoreMaximum: total.points,
    activityProgress: total.passed === total.of || total.earned >= total.points ? 'Completed' : 'InProgress',
    gradingProgress: 'FullyGraded',
    timestamp: stamp.toISOString(),
  }
  const headers = {
    authorization: `Bearer ${await accessToken(platform)}`,
    'content-type': 'application/vnd.ims.lis.v1.score+json',
  }
  return callPlatform(scoresUrl(lineItem), { method: 'POST', headers, body: JSON.stringify(body) })
}

/** A line item's address may have a query (Moodle's does), which stays. */
function scoresUrl(lineItem: string): string {
  const url = new URL(lineItem)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/scores`
  return url.href
}
