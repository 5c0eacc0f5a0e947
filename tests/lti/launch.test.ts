import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { assistant, type Forgery, learner, LtiPlatform, teacher } from '#tests/support/lti-platform.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { db } = await import('#lib/db/client.ts')
const { beginLaunch } = await import('#lib/lti/begin-launch.ts')
const { completeLaunch } = await import('#lib/lti/complete-launch.ts')
const { savePlatform, listPlatforms, removePlatform } = await import('#lib/lti/platforms.ts')
const { toolKeys } = await import('#lib/lti/tool-key.ts')

const admin: Actor = { userId: 'admin', role: 'admin', name: 'admin', locale: 'zh' }
const person = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person'
const claim = (name: string) => `https://purl.imsglobal.org/spec/lti/claim/${name}`

let tool: http.Server
let origin: string
let platform: LtiPlatform
let other: LtiPlatform

beforeAll(async () => {
  tool = http.createServer((_request, response) => {
    void toolKeys().then((keys) => response.end(JSON.stringify(keys)))
  })
  await new Promise<void>((resolve) => tool.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(tool.address() as AddressInfo).port}`
  platform = await LtiPlatform.start({ toolOrigin: origin, name: 'one' })
  other = await LtiPlatform.start({ toolOrigin: origin, name: 'two' })
  await savePlatform(admin, platform.registration)
  await savePlatform(admin, other.registration)
  for (const one of [platform, other]) {
    one.people.set('ann', { id: 'ann', name: '安', roles: learner, locale: 'en_US', email: 'ann@example.test' })
    one.people.set('tim', { id: 'tim', name: 'Tim', roles: teacher, locale: 'zh_CN' })
    one.people.set('pat', { id: 'pat', name: 'Pat', roles: assistant })
    one.people.set('max', {
      id: 'max',
      name: 'Max',
      roles: [`${person}#Administrator`],
    })
    one.links.set('wizard', { id: 'wizard', title: 'The wizard', lesson: '03-create-wizard', graded: true })
    one.links.set('course', { id: 'course', title: 'All of it', graded: true })
    one.links.set('slip', { id: 'slip', title: 'Mistyped', lesson: '03-create-wizzard', graded: true })
  }
})
afterAll(async () => {
  tool.close()
  await Promise.all([platform.close(), other.close()])
  await site.remove()
})

interface Options extends Forgery {
  at?: LtiPlatform
  /** Of which launch the cookie is; of this one if left out. */
  cookie?: string | null
}

async function launch(person: string, link: string, { at = platform, cookie: own, ...forgery }: Options = {}) {
  const { location, cookie } = await beginLaunch(at.initiation(person, link), `${origin}/api/lti/launch`)
  const form = await at.authorize(location, forgery)
  const value = own === undefined ? cookie.value : own
  const send = () =>
    completeLaunch(form, {
      cookie: (name) => (name === cookie.name ? (value ?? undefined) : undefined),
      headers: new Headers(),
    })
  return { answer: await send(), send }
}

async function entered(person: string, link: string, options?: Options) {
  const { answer } = await launch(person, link, options)
  if (answer.result === 'refused') throw new Error(`refused: ${answer.reason}`)
  return answer.entrance
}

/** Everything that a launch could make. */
const counts = async () =>
  Promise.all([
    db().user.count(),
    db().session.count(),
    db().class.count(),
    db().classMember.count(),
    db().ltiCourse.count(),
    db().ltiLink.count(),
    db().ltiScore.count(),
  ])

describe('a launch that does not hold', () => {
  const nobody = ['ann', 'wizard'] as const
  const now = Math.floor(Date.now() / 1000)
  it.each<[string, string, Options | (() => Promise<Options>)]>([
    ['signed by somebody else', 'bad-token', async () => ({ signer: (await generateKeyPair('RS256')).privateKey })],
    ['signed by a key of an unknown id', 'bad-token', { header: { kid: 'two' } }],
    ['not signed at all', 'bad-token', { unsigned: true }],
    ['for another client', 'bad-token', { claims: { aud: 'client-two' } }],
    ['for several, none of them named', 'bad-token', { claims: { aud: ['client-one', 'client-two'] } }],
    ['for several, another named', 'bad-token', { claims: { aud: ['client-one', 'client-two'], azp: 'client-two' } }],
    ['of another issuer', 'bad-token', { claims: { iss: 'https://moodle.example.test' } }],
    ['with another nonce', 'bad-token', { claims: { nonce: 'another' } }],
    ['without a nonce', 'bad-token', { without: ['nonce'] }],
    ['without an end', 'bad-token', { without: ['exp'] }],
    ['expired', 'expired', { claims: { iat: now - 900, exp: now - 600 } }],
    ['made long ago, though it has not expired', 'expired', { claims: { iat: now - 3600, exp: now + 3600 } }],
    ['of the future', 'bad-token', { claims: { iat: now + 600, exp: now + 900 } }],
    ['in another browser', 'other-browser', { cookie: null }],
    ['in a browser that began another launch', 'other-browser', { cookie: 'of-another-launch' }],
    ['of another deployment', 'wrong-deployment', { claims: { [claim('deployment_id')]: '8' } }],
    ['without a deployment', 'wrong-deployment', { without: [claim('deployment_id')] }],
    ['of another kind', 'wrong-message', { claims: { [claim('message_type')]: 'LtiDeepLinkingRequest' } }],
    ['of another version', 'wrong-message', { claims: { [claim('version')]: '1.2.0' } }],
    ['of nobody', 'no-user', { without: ['sub'] }],
    ['of no course', 'no-course', { without: [claim('context')] }],
    ['with no role in the course', 'no-role', { claims: { [claim('roles')]: [] } }],
    ['by a teacher of the school', 'no-role', { claims: { [claim('roles')]: [`${person}#Instructor`] } }],
  ])('is refused: %s', async (_what, reason, options) => {
    const before = await counts()
    const { answer } = await launch(...nobody, typeof options === 'function' ? await options() : options)
    expect(answer).toMatchObject({ result: 'refused', reason })
    expect(await counts()).toEqual(before)
  })

  it('is refused: another platform’s token in this one’s launch', async () => {
    const before = await counts()
    const one = await beginLaunch(platform.initiation('ann', 'wizard'), `${origin}/api/lti/launch`)
    const form = await other.authorize(new URL(one.location.href.replace('client-one', 'client-two')))
    const answer = await completeLaunch(form, { cookie: () => one.cookie.value, headers: new Headers() })
    expect(answer).toMatchObject({ result: 'refused', reason: 'bad-token' })
    expect(await counts()).toEqual(before)
  })

  it('is refused: a state that we did not make, and a platform that says no', async () => {
    const ask = (form: Record<string, string>) => completeLaunch(form, { cookie: () => 'x', headers: new Headers() })
    expect(await ask({ id_token: 'a.b.c', state: 'a.b.c' })).toMatchObject({ reason: 'bad-request' })
    expect(await ask({ error: 'login_required', state: 'x' })).toMatchObject({ reason: 'platform-refused' })
    const unknown = { ...platform.initiation('ann', 'wizard'), client_id: 'nobody' }
    await expect(beginLaunch(unknown, origin)).rejects.toMatchObject({ reason: 'unknown-platform' })
  })

  it('names a lesson that there is not', async () => {
    const before = await counts()
    expect((await launch('ann', 'slip')).answer).toMatchObject({ result: 'refused', reason: 'no-lesson', locale: 'en' })
    expect(await counts()).toEqual(before)
  })

  it('comes a second time', async () => {
    const { answer, send } = await launch('tim', 'course')
    expect(answer.result).toBe('entered')
    const before = await counts()
    expect(await send()).toMatchObject({ result: 'refused', reason: 'used' })
    expect(await counts()).toEqual(before)
  })
})

describe('a launch', () => {
  it('makes account, class and membership, each once, and signs in', async () => {
    const first = await entered('ann', 'wizard')
    expect(first).toMatchObject({ role: 'student', lesson: '03-create-wizard', locale: 'en' })
    const user = await db().user.findUniqueOrThrow({ where: { id: first.userId }, include: { sessions: true } })
    expect(user).toMatchObject({ name: '安', role: 'student', locale: 'en', mustChangePassword: false })
    expect(user.sessions).toHaveLength(1)
    const { name } = await db().class.findUniqueOrThrow({ where: { id: first.classId } })
    expect(name).toBe('Virtualization one')
    expect(await entered('ann', 'course')).toMatchObject({ userId: first.userId, classId: first.classId, lesson: null })
    expect(platform.faults).toEqual([])
  })

  it('is of the platform’s person, not of one with the same e-mail address or id elsewhere', async () => {
    await db().user.create({ data: { id: 'local', name: 'local', email: 'ann@example.test', role: 'admin' } })
    const [here, there] = [await entered('ann', 'wizard'), await entered('ann', 'wizard', { at: other })]
    expect(new Set([here.userId, there.userId, 'local']).size).toBe(3)
    expect(here.classId).not.toBe(there.classId)
  })

  it('makes thirty students’ class once', async () => {
    const crowd = Array.from({ length: 30 }, (_, index) => `s${index}`)
    for (const id of crowd) other.people.set(id, { id, name: id, roles: learner })
    const all = await Promise.all(crowd.map((id) => entered(id, 'course', { at: other })))
    expect(new Set(all.map(({ classId }) => classId)).size).toBe(1)
    expect(new Set(all.map(({ userId }) => userId)).size).toBe(30)
  })

  it.each([
    ['tim', 'instructor'],
    ['pat', 'assistant'],
    ['max', 'instructor'],
    ['ann', 'student'],
  ])('gives %s the role that the course says: %s, and no more of the site', async (person, role) => {
    const { userId, classId } = await entered(person, 'course')
    const where = { classId_userId: { classId, userId } }
    expect(await db().classMember.findUniqueOrThrow({ where })).toMatchObject({ role })
    expect(await db().user.findUniqueOrThrow({ where: { id: userId } })).toMatchObject({ role: 'student' })
  })

  it('brings name and role up to date, and leaves the account’s own role', async () => {
    const { userId, classId } = await entered('pat', 'course')
    await db().user.update({ where: { id: userId }, data: { role: 'instructor' } })
    platform.people.set('pat', { id: 'pat', name: 'Patricia', roles: learner })
    expect(await entered('pat', 'course')).toMatchObject({ userId, classId, role: 'student' })
    expect(await db().user.findUniqueOrThrow({ where: { id: userId } })).toMatchObject({
      name: 'Patricia',
      role: 'instructor',
    })
  })

  it('opens no session for a disabled account, nor a class that is archived', async () => {
    const { userId, classId } = await entered('ann', 'course')
    await db().class.update({ where: { id: classId }, data: { archivedAt: new Date() } })
    expect((await launch('ann', 'course')).answer).toMatchObject({ reason: 'archived', locale: 'en' })
    expect((await launch('tim', 'course')).answer).toMatchObject({ result: 'entered' })
    await db().class.update({ where: { id: classId }, data: { archivedAt: null } })
    await db().user.update({ where: { id: userId }, data: { disabledAt: new Date() } })
    const before = await counts()
    expect((await launch('ann', 'course')).answer).toMatchObject({ reason: 'disabled' })
    expect(await counts()).toEqual(before)
  })
})

describe('the platforms', () => {
  it('are the administrator’s', async () => {
    for (const role of ['student', 'instructor'] as const) {
      const actor = { ...admin, role }
      await expect(listPlatforms(actor)).rejects.toMatchObject({ code: 'access.forbidden' })
      await expect(savePlatform(actor, platform.registration)).rejects.toMatchObject({ code: 'access.forbidden' })
      await expect(removePlatform(actor, 'x')).rejects.toMatchObject({ code: 'access.forbidden' })
    }
  })

  it.each([
    [{ clientId: 'client-one' }, 'lti.platform-taken', 'clientId'],
    [{ jwksUrl: 'http://moodle.example.test/jwks' }, 'lti.url', 'jwksUrl'],
    [{ tokenUrl: 'file:///etc/passwd' }, 'lti.url', 'tokenUrl'],
    [{ authUrl: 'javascript:alert(1)' }, 'lti.url', 'authUrl'],
    [{ deployments: ' , ' }, 'lti.field', 'deployments'],
    [{ name: '' }, 'lti.field', 'name'],
  ])('are checked: %o', async (change, code, field) => {
    const form = { ...platform.registration, clientId: 'new', ...change }
    await expect(savePlatform(admin, form)).rejects.toMatchObject({ code, field })
  })
})
