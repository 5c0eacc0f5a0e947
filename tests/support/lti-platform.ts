import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRemoteJWKSet, type CryptoKey, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose'

const ltiClaim = (name: string) => `https://purl.imsglobal.org/spec/lti/claim/${name}`
const membership = 'http://purl.imsglobal.org/vocab/lis/v2/membership'
const scoreScope = 'https://purl.imsglobal.org/spec/lti-ags/scope/score'

export interface Person {
  id: string
  name: string
  /** Of the course; as in `membership#Learner`. */
  roles: string[]
  locale?: string
  email?: string
}

export interface ResourceLink {
  id: string
  title: string
  lesson?: string
  graded: boolean
}

export interface ReceivedScore {
  userId: string
  scoreGiven: number
  scoreMaximum: number
  activityProgress: string
  gradingProgress: string
  timestamp: string
}

export interface Forgery {
  claims?: Record<string, unknown>
  /** Claims that are left out. */
  without?: string[]
  signer?: CryptoKey
  header?: Record<string, string>
  unsigned?: boolean
}

export const learner = [`${membership}#Learner`]
export const teacher = [`${membership}#Instructor`, 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Faculty']
export const assistant = [
  `${membership}#Instructor`,
  'http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant',
]

/** A learning platform as LTI 1.3 and AGS 2 describe it, with what Moodle is strict about: the tool is tested against its checks. */
export class LtiPlatform {
  readonly clientId: string
  readonly deploymentId = '7'
  readonly course: { id: string; title: string }
  readonly people = new Map<string, Person>()
  readonly links = new Map<string, ResourceLink>()
  /** What was taken, in order, by line item. */
  readonly scores = new Map<string, ReceivedScore[]>()
  /** What the tool did wrong. */
  readonly faults: string[] = []
  /** Answered to scores while it is set. */
  failWith: number | null = null
  tokensGiven = 0
  scoreRequests = 0

  readonly #keys: { privateKey: CryptoKey; publicKey: CryptoKey }
  readonly #server: http.Server
  readonly #tool: { origin: string; keys: ReturnType<typeof createRemoteJWKSet> }
  readonly #tokens = new Map<string, string>()
  readonly #assertions = new Set<string>()

  private constructor(keys: { privateKey: CryptoKey; publicKey: CryptoKey }, toolOrigin: string, name: string) {
    this.#keys = keys
    this.clientId = `client-${name}`
    this.course = { id: `course-${name}`, title: `Virtualization ${name}` }
    this.#tool = { origin: toolOrigin, keys: createRemoteJWKSet(new URL('/api/lti/jwks', toolOrigin)) }
    this.#server = http.createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        this.faults.push(String(error))
        response.writeHead(500).end()
      })
    })
  }

  static async start(o: { toolOrigin: string; name: string }): Promise<LtiPlatform> {
    const platform = new LtiPlatform(await generateKeyPair('RS256'), o.toolOrigin, o.name)
    platform.#server.listen(0, '127.0.0.1')
    await once(platform.#server, 'listening')
    return platform
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  /** `localhost`, and the tool is another site to it, as far as cookies go, when that is 127.0.0.1. */
  get issuer(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  /** What an administrator copies into the tool. */
  get registration() {
    const { issuer, clientId, deploymentId } = this
    const at = (path: string) => `${issuer}${path}`
    return {
      name: 'Moodle',
      issuer,
      clientId,
      deployments: deploymentId,
      authUrl: at('/auth?tenant=1'),
      tokenUrl: at('/token'),
      jwksUrl: at('/jwks'),
    }
  }

  /** Where a person clicks on a link of the course. */
  coursePage(person: string, link: string): string {
    return `${this.issuer}/course?${new URLSearchParams({ person, link })}`
  }

  /** The fields with which the platform begins a launch. */
  initiation(person: string, link: string): Record<string, string> {
    return {
      iss: this.issuer,
      login_hint: person,
      target_link_uri: this.#tool.origin,
      lti_message_hint: link,
      lti_deployment_id: this.deploymentId,
      client_id: this.clientId,
    }
  }

  /** The fields that the authorization endpoint lets the browser post. */
  async authorize(request: URL, forgery: Forgery = {}): Promise<Record<string, string>> {
    const query = request.searchParams
    const expected: Record<string, string> = {
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: this.clientId,
      redirect_uri: `${this.#tool.origin}/api/lti/launch`,
      tenant: '1',
    }
    for (const [name, value] of Object.entries(expected))
      if (query.get(name) !== value) this.faults.push(`authorization: ${name} is ${query.get(name)}`)
    const [nonce, state] = [query.get('nonce'), query.get('state')]
    if (!nonce || !state) this.faults.push('authorization: no nonce or no state')
    const person = this.people.get(query.get('login_hint') ?? '')
    const link = this.links.get(query.get('lti_message_hint') ?? '')
    if (!person || !link) return { error: 'login_required', state: state ?? '' }
    return { id_token: await this.#sign(this.#claims(person, link, nonce ?? ''), forgery), state: state ?? '' }
  }

  /** The scores taken for a link. */
  scoresOf(link: string): ReceivedScore[] {
    return this.scores.get(link) ?? []
  }

  /** Permissions end, as after a restart of the platform. */
  revokeTokens(): void {
    this.#tokens.clear()
  }

  #claims(person: Person, link: ResourceLink, nonce: string): Record<string, unknown> {
    const now = Math.floor(Date.now() / 1000)
    const lineitem = `${this.issuer}/lineitems/${link.id}/lineitem?type_id=1`
    return {
      iss: this.issuer,
      aud: this.clientId,
      sub: person.id,
      name: person.name,
      email: person.email,
      nonce,
      iat: now,
      exp: now + 60,
      [ltiClaim('message_type')]: 'LtiResourceLinkRequest',
      [ltiClaim('version')]: '1.3.0',
      [ltiClaim('deployment_id')]: this.deploymentId,
      [ltiClaim('target_link_uri')]: this.#tool.origin,
      [ltiClaim('roles')]: person.roles,
      [ltiClaim('context')]: { ...this.course, type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection'] },
      [ltiClaim('resource_link')]: { id: link.id, title: link.title },
      [ltiClaim('custom')]: link.lesson ? { lesson: link.lesson } : {},
      ...(person.locale ? { [ltiClaim('launch_presentation')]: { locale: person.locale } } : {}),
      ...(link.graded
        ? { 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': { scope: [scoreScope], lineitem } }
        : {}),
    }
  }

  #sign(honest: Record<string, unknown>, forgery: Forgery): Promise<string> | string {
    const claims: Record<string, unknown> = { ...honest, ...forgery.claims }
    for (const name of forgery.without ?? []) delete claims[name]
    if (forgery.unsigned) {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
      return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`
    }
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'one', ...forgery.header })
      .sign(forgery.signer ?? this.#keys.privateKey)
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const json = (status: number, value: unknown) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    const html = (text: string) =>
      void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text)
    if (url.pathname === '/jwks') {
      const jwk = await exportJWK(this.#keys.publicKey)
      return json(200, { keys: [{ ...jwk, kid: 'one', alg: 'RS256', use: 'sig' }] })
    }
    if (url.pathname === '/course') {
      const fields = this.initiation(url.searchParams.get('person') ?? '', url.searchParams.get('link') ?? '')
      return html(form(`${this.#tool.origin}/api/lti/login`, fields, '<button>Open</button>'))
    }
    if (url.pathname === '/auth') {
      const fields = await this.authorize(url)
      return html(form(url.searchParams.get('redirect_uri') ?? '', fields, autoSubmit))
    }
    if (url.pathname === '/token') return this.#giveToken(new URLSearchParams(body), json)
    const link = /^\/lineitems\/([^/]+)\/lineitem\/scores$/.exec(url.pathname)?.[1]
    if (link && request.method === 'POST') return this.#takeScore({ link, url, request, body, json })
    return json(404, {})
  }

  async #giveToken(form: URLSearchParams, json: Json): Promise<void> {
    const { payload } = await jwtVerify(form.get('client_assertion') ?? '', this.#tool.keys, {
      issuer: this.clientId,
      subject: this.clientId,
      audience: `${this.issuer}/token`,
      requiredClaims: ['iat', 'exp', 'jti'],
      algorithms: ['RS256'],
    })
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    const right = form.get('grant_type') === 'client_credentials' && form.get('client_assertion_type') === type
    if (!right || this.#assertions.has(String(payload.jti))) return json(400, { error: 'invalid_request' })
    this.#assertions.add(String(payload.jti))
    this.tokensGiven += 1
    const token = `token-${this.tokensGiven}`
    this.#tokens.set(token, form.get('scope') ?? '')
    return json(200, { access_token: token, token_type: 'bearer', expires_in: 3600, scope: form.get('scope') })
  }

  #takeScore(o: { link: string; url: URL; request: http.IncomingMessage; body: string; json: Json }): void {
    const { link, url, request, json } = o
    this.scoreRequests += 1
    if (this.failWith) return json(this.failWith, { error: 'out of order' })
    const scope = this.#tokens.get((request.headers.authorization ?? '').replace('Bearer ', ''))
    if (scope === undefined) return json(401, {})
    const score = JSON.parse(o.body) as ReceivedScore
    const last = this.scoresOf(link).findLast(({ userId }) => userId === score.userId)
    const seconds = (one: ReceivedScore) => Math.floor(Date.parse(one.timestamp) / 1000)
    const faults = [
      scope.split(' ').includes(scoreScope) || 'scope',
      request.headers['content-type'] === 'application/vnd.ims.lis.v1.score+json' || 'content type',
      url.searchParams.get('type_id') === '1' || 'the line item’s query',
      this.people.has(score.userId) || 'user',
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(Z|[+-]\d\d:\d\d)$/.test(score.timestamp) || 'timestamp',
      score.scoreMaximum > 0 || 'maximum',
      ['Initialized', 'Started', 'InProgress', 'Submitted', 'Completed'].includes(score.activityProgress) || 'activity',
      score.gradingProgress === 'FullyGraded' || 'grading',
    ].filter((fault) => fault !== true)
    if (faults.length > 0) {
      this.faults.push(`score: ${faults.join(', ')}`)
      return json(400, {})
    }
    // As Moodle does: a score must be later than the one before, in whole seconds.
    if (last && seconds(score) <= seconds(last)) {
      this.faults.push('score: not later than the one before')
      return json(409, {})
    }
    this.scores.set(link, [...this.scoresOf(link), score])
    return json(200, {})
  }
}

type Json = (status: number, value: unknown) => void

const autoSubmit = '<script>document.forms[0].submit()</script>'

function form(action: string, fields: Record<string, string>, after: string): string {
  const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`,
  )
  return `<!doctype html><title>Course</title><form method="post" action="${escape(action)}">${inputs.join('')}${after}</form>`
}
