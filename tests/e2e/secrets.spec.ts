import { randomBytes } from 'node:crypto'
import { expect, test } from 'playwright/test'
import { OwnSite } from '../support/own-site.ts'
import { ask, deleteLab, inLab, makeStudent, type Student } from './student.ts'

interface MadeClass {
  code: string
  admin: { username: string; password: string }
}

/** Nothing else can be meant by it when it stands in the log. */
const secret = (what: string) => `${what}-${randomBytes(9).toString('hex')}`
const id = randomBytes(3).toString('hex')
const metricsToken = secret('metrics')
const clientSecret = secret('client')
let site: OwnSite
let made: MadeClass
let student: Student

test.beforeAll(async () => {
  site = await OwnSite.create({
    VIRTLAB_LOG_LEVEL: 'trace',
    VIRTLAB_METRICS_TOKEN: metricsToken,
    // Nothing listens there: what fails says the most.
    VIRTLAB_OIDC_ISSUER: 'http://127.0.0.1:9',
    VIRTLAB_OIDC_CLIENT_ID: 'virtlab',
    VIRTLAB_OIDC_CLIENT_SECRET: clientSecret,
  })
  await site.start()
  made = await ask<MadeClass>('make-class', [`secrets-${id}`], site.state)
  student = await makeStudent(site.state)
})
test.afterAll(async () => {
  await site.remove()
  await deleteLab(student)
})

test('no password, session, ticket, token or code gets into the log or the metrics; lab and user ids do', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const context = await browser.newContext({ baseURL: site.origin })
  const page = await context.newPage()
  const secrets: Record<string, string> = { metricsToken, clientSecret, admin: made.admin.password, code: made.code }
  secrets.codeAsTyped = made.code.toLowerCase().replace('-', '')
  const plant = (what: string) => (secrets[what] = secret(what))

  await test.step('sign-up by a code, a sign-in that fails, a password changed, an invitation', async () => {
    await page.goto(`/en/join?code=${made.code}`)
    await page.goto('/en/sign-in')
    await page.getByRole('link', { name: 'Sign up with a class code' }).click()
    await page.getByLabel('Class code').fill(secrets.codeAsTyped ?? '')
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await page.getByLabel('Name', { exact: true }).fill('Mei')
    await page.getByLabel('User name').fill(`mei-${id}`)
    const first = plant('first')
    await page.getByLabel('Password').fill(first)
    await page.getByRole('button', { name: 'Sign up and join' }).click()
    await expect(page.getByRole('heading', { name: 'Course map' })).toBeVisible()
    await page.goto('/en/account')
    await page.getByLabel('Present password').fill(first)
    await page.getByLabel('New password').fill(plant('second'))
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByLabel('Present password')).toHaveValue('')
    await page.goto(`/en/join/${plant('invitation')}`)
    await context.clearCookies()
    await page.goto('/en/sign-in')
    await page.locator('[name=account]').fill(student.username)
    await page.locator('[name=password]').fill(plant('wrong'))
    await page.locator('button[type=submit]').click()
    await expect(page.getByRole('alert').filter({ hasText: 'is wrong' })).toBeVisible()
    secrets.password = student.password
    await page.locator('[name=password]').fill(student.password)
    await page.locator('button[type=submit]').click()
    await page.waitForURL((url) => !url.pathname.includes('sign-in'))
  })

  await test.step('sockets with their tickets; a VNC password in a definition that is taken, and in one that is refused', async () => {
    await page.goto('/en/lab')
    await expect(page.getByTestId('lab-chip')).toContainText('running', { timeout: 60_000 })
    const { labId } = student
    const ask = (path: string, body: unknown) =>
      page.evaluate(
        async ([to, what]) => (await fetch(to ?? '', { method: 'POST', body: what })).text(),
        [path, JSON.stringify(body)],
      )
    const { ticket } = JSON.parse(await ask('/api/ticket', { purpose: 'live', labId })) as { ticket: string }
    secrets.ticket = ticket
    await page.evaluate(
      (path) =>
        new Promise((resolve) => {
          new WebSocket(`ws://${location.host}${path}`).onclose = resolve
        }),
      `/ws/terminal?ticket=${ticket}`,
    )
    const domain = (devices: string) =>
      `<domain type='qemu'><name>one</name><uuid>6f1f3cd4-93d2-4bd0-9b1c-1f1c2f3a4b5c</uuid><memory>65536</memory><vcpu>1</vcpu><os><type arch='x86_64' machine='q35'>hvm</type></os><devices>${devices}</devices></domain>`
    await inLab(student, 'sh', '-c', `virsh define /dev/stdin <<'END'\n${domain('')}\nEND`)
    const define = (devices: string) =>
      ask('/api/operations', {
        ...{ labId, operation: 'vm-define-xml', jobId: crypto.randomUUID() },
        input: { vm: 'one', xml: domain(devices) },
      })
    // VNC takes no more than eight characters.
    secrets.vnc = randomBytes(4).toString('hex')
    expect(await define(`<graphics type='vnc' passwd='${secrets.vnc}'/>`)).toBe('')
    expect(await inLab(student, 'virsh', 'dumpxml', '--security-info', 'one')).toContain(secrets.vnc)
    expect(await define(`<graphics type='vnc' passwd='${plant('vncRefused')}'/><nonsense`)).toContain('code')
  })

  await test.step('single sign-on and LTI with answers that are none', async () => {
    const { request } = page
    await request.get('/api/oidc/start?locale=en')
    await request.get(`/api/oidc/callback?code=${plant('oidcCode')}&state=${plant('oidcState')}`)
    await request.post('/api/lti/launch', { form: { id_token: plant('idToken'), state: plant('ltiState') } })
    await request.get(`/api/metrics`, { headers: { authorization: `Bearer ${plant('guessed')}` } })
  })

  for (const { name, value } of await context.cookies()) {
    if (value.length < 16) continue
    secrets[`cookie ${name}`] = value
    secrets[`token of ${name}`] = decodeURIComponent(value).split('.')[0] ?? ''
  }
  const metrics = await page.request.get('/api/metrics', { headers: { authorization: `Bearer ${metricsToken}` } })
  expect(metrics.status()).toBe(200)
  const printed = { log: site.output, metrics: await metrics.text() }
  const leaks = Object.entries(printed).flatMap(([where, text]) =>
    Object.entries(secrets).flatMap(([what, value]) => {
      const at = text.indexOf(value)
      return at < 0 ? [] : [`${what} in the ${where}: ${text.slice(Math.max(0, at - 200), at + 80)}`]
    }),
  )
  expect(leaks).toEqual([])
  const lines = printed.log.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))
  expect(lines.filter(({ lab, user }) => lab === student.labId && typeof user === 'string').length).toBeGreaterThan(0)
  await context.close()
})
