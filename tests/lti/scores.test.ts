import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { learner, LtiPlatform, teacher } from '#tests/support/lti-platform.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { db } = await import('#lib/db/client.ts')
const { overrideGrade } = await import('#lib/gradebook/override-grade.ts')
const { readCheckpoints } = await import('#lib/grading/catalogue.ts')
const { beginLaunch } = await import('#lib/lti/begin-launch.ts')
const { completeLaunch } = await import('#lib/lti/complete-launch.ts')
const { savePlatform } = await import('#lib/lti/platforms.ts')
const { readPassback, sendAllAgain } = await import('#lib/lti/scores/score-status.ts')
const { sendDueScores } = await import('#lib/lti/scores/send-scores.ts')
const { startPassback } = await import('#lib/lti/scores/start-passback.ts')
const { toolKeys } = await import('#lib/lti/tool-key.ts')

const actor = (userId: string, role: Actor['role']): Actor => ({ userId, role, name: userId, locale: 'zh' })
const admin = actor('admin', 'admin')
const checkpoint = '03-create-wizard/first-vm'
const elsewhere = '06-storage'

/** The queue is worked off in the background. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 })

let tool: http.Server
let origin: string
let platform: LtiPlatform
let stop: () => void | Promise<void>
let classId: string
let tim: Actor
let ann: string
let most: number
let ofLesson: number

async function launch(person: string, link: string): Promise<string> {
  const { location, cookie } = await beginLaunch(platform.initiation(person, link), `${origin}/api/lti/launch`)
  const form = await platform.authorize(location)
  const answer = await completeLaunch(form, { cookie: () => cookie.value, headers: new Headers() })
  if (answer.result === 'refused') throw new Error(`refused: ${answer.reason}`)
  classId = answer.entrance.classId
  return answer.entrance.userId
}

const give = (points: number | null, key = checkpoint) =>
  overrideGrade(tim, {
    classId,
    studentId: ann,
    checkpoint: key,
    points,
    reason: points === null ? '' : 'seen in class',
  })
const given = (link: string) => platform.scoresOf(link).map(({ scoreGiven }) => scoreGiven)
const rowOf = (link: string) =>
  db().ltiScore.findFirstOrThrow({ where: { studentId: ann, link: { resourceId: link } } })
const settled = () => soon(() => db().ltiScore.count({ where: { dueAt: { not: null } } })).toBe(0)

beforeAll(async () => {
  tool = http.createServer((_request, response) => {
    void toolKeys().then((keys) => response.end(JSON.stringify(keys)))
  })
  await new Promise<void>((resolve) => tool.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(tool.address() as AddressInfo).port}`
  platform = await LtiPlatform.start({ toolOrigin: origin, name: 'one' })
  await savePlatform(admin, platform.registration)
  platform.people.set('ann', { id: 'ann', name: 'Ann', roles: learner })
  platform.people.set('ben', { id: 'ben', name: 'Ben', roles: learner })
  platform.people.set('tim', { id: 'tim', name: 'Tim', roles: teacher })
  platform.links.set('wizard', { id: 'wizard', title: 'The wizard', lesson: '03-create-wizard', graded: true })
  platform.links.set('storage', { id: 'storage', title: 'Storage', lesson: elsewhere, graded: true })
  platform.links.set('all', { id: 'all', title: 'All of it', graded: true })
  platform.links.set('look', { id: 'look', title: 'Ungraded', lesson: '03-create-wizard', graded: false })
  for (const link of platform.links.keys()) tim = actor(await launch('tim', link), 'student')
  ann = await launch('ann', 'look')
  const checkpoints = await readCheckpoints()
  most = checkpoints.get(checkpoint)?.points ?? 0
  ofLesson = [...checkpoints].reduce(
    (sum, [id, { points }]) => (id.startsWith('03-create-wizard/') ? sum + points : sum),
    0,
  )
  stop = startPassback()
})
beforeEach(settled)
afterAll(async () => {
  await stop()
  tool.close()
  await platform.close()
  await site.remove()
})

describe('scores', () => {
  it('go to every line item of the course that they count in, by the lesson that it is of', async () => {
    await give(most)
    await soon(() => [given('wizard'), given('all')]).toEqual([[most], [most]])
    expect(platform.scoresOf('wizard')[0]).toMatchObject({
      userId: 'ann',
      scoreMaximum: ofLesson,
      activityProgress: most === ofLesson ? 'Completed' : 'InProgress',
    })
    await settled()
    // Nothing was done there, and nobody asked for the other's.
    expect([given('storage'), given('look')]).toEqual([[], []])
  })

  it('that change within a second have ever later times, which the platform insists on', async () => {
    for (const points of [1, 2, 3]) {
      await give(points)
      await soon(() => given('wizard').at(-1)).toBe(points)
    }
    const times = platform.scoresOf('wizard').map(({ timestamp }) => Date.parse(timestamp))
    expect(times).toEqual([...times].sort((a, b) => a - b))
    await settled()
    expect(platform.faults).toEqual([])
  })

  it('that are what the platform knows are not sent', async () => {
    const before = platform.scoreRequests
    await give(3)
    await launch('ann', 'wizard')
    await settled()
    expect(platform.scoreRequests).toBe(before)
  })

  it('use one permission for all, and ask for another when it ends', async () => {
    expect(platform.tokensGiven).toBe(1)
    platform.revokeTokens()
    await give(4)
    await soon(() => given('wizard').at(-1)).toBe(4)
    expect(platform.tokensGiven).toBe(2)
  })
})

describe('a platform that is out of order', () => {
  it('is told later, of what the score is then; the grade does not wait, and staff can see it', async () => {
    platform.failWith = 500
    await give(5)
    await soon(async () => (await rowOf('wizard')).error).toBe('score 500')
    const before = await rowOf('all')
    await give(6)
    await soon(async () => (await rowOf('all')).revision).toBeGreaterThan(before.revision)
    // Both links have waited in vain, and wait on.
    const waits = async (link: string) => Number((await rowOf(link)).dueAt) > Date.now() + 10_000
    await soon(async () => [await waits('wizard'), await waits('all')]).toEqual([true, true])
    const status = await readPassback(tim, classId)
    expect(status).toMatchObject({ platforms: ['Moodle'], links: 3 })
    expect(status?.failed).toContainEqual(expect.objectContaining({ name: 'Ann', stage: 'score', status: 500 }))
    platform.failWith = null
    const requests = platform.scoreRequests
    await sendDueScores()
    expect(platform.scoreRequests).toBe(requests)
    await sendDueScores(new Date(Date.now() + 3_600_000))
    expect([given('wizard').at(-1), given('all').at(-1)]).toEqual([6, 6])
    expect(given('wizard')).not.toContain(5)
    expect(await readPassback(tim, classId)).toMatchObject({ sent: 2, of: 2, failed: [] })
  })

  it('is not asked again by itself what it refuses, only a few times; "send all again" is heard', async () => {
    platform.failWith = 403
    await give(7)
    await soon(async () => (await rowOf('wizard')).error).toBe('score 403')
    for (let attempt = 0; attempt < 10; attempt++) await sendDueScores(new Date(Date.now() + (attempt + 1) * 7_200_000))
    expect(await rowOf('wizard')).toMatchObject({ dueAt: null, error: 'score 403', failures: 8 })
    platform.failWith = null
    // The tries above were of the future, and so were their times.
    await sendAllAgain(tim, classId)
    expect([given('wizard').at(-1), given('all').at(-1)]).toEqual([7, 7])
    expect(await rowOf('wizard')).toMatchObject({ dueAt: null, error: null, failures: 0 })
    expect(platform.faults).toEqual([])
  })

  it('hears after a restart what changed while this was off', async () => {
    await stop()
    await give(8)
    expect(given('wizard').at(-1)).toBe(7)
    stop = startPassback()
    await soon(() => given('wizard').at(-1)).toBe(8)
  })
})

describe('who may', () => {
  it('see and send: staff of the class, each what they may', async () => {
    const ben = actor(await launch('ben', 'look'), 'student')
    const stranger = actor(await site.addStudent(), 'instructor')
    for (const one of [ben, stranger]) {
      await expect(readPassback(one, classId)).rejects.toMatchObject({ code: 'class.not-found' })
      await expect(sendAllAgain(one, classId)).rejects.toMatchObject({ code: 'class.not-found' })
    }
    await db().class.create({ data: { id: 'own', name: 'own' } })
    expect(await readPassback(admin, 'own')).toBeNull()
    await expect(sendAllAgain(admin, 'own')).rejects.toMatchObject({ code: 'lti.not-connected' })
  })
})
