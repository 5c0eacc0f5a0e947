import { expect, type Page, test } from 'playwright/test'
import { oidcClient, startOidcServer } from '../support/oidc-server.ts'
import { OwnSite } from '../support/own-site.ts'
import { readAccount } from './sign-in.ts'

const people = {
  ann: { name: 'Ann Lee', preferred_username: 'Ann.Lee', email: 'ann@school.test', email_verified: true },
  // Says of herself what the site's own administrator is called.
  eve: { name: 'Eve', preferred_username: 'admin', email: 'admin@virtlab.local', email_verified: true },
}
const name = 'Test School'
let server: Awaited<ReturnType<typeof startOidcServer>>
let site: OwnSite

test.beforeAll(async () => {
  server = await startOidcServer(people)
  site = await OwnSite.create({
    VIRTLAB_OIDC_ISSUER: server.issuer,
    VIRTLAB_OIDC_CLIENT_ID: oidcClient.id,
    VIRTLAB_OIDC_CLIENT_SECRET: oidcClient.secret,
    VIRTLAB_OIDC_NAME: name,
  })
  server.serve(`${site.origin}/api/oidc/callback`)
  await site.start()
})
test.afterAll(async () => {
  await site.remove()
  await server.close()
})

const button = (page: Page) => page.getByRole('link', { name: `Sign in with ${name}` })

/** At the other server's own page. */
async function signInThere(page: Page, who: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(who)
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
}

const heading = (page: Page) => page.getByRole('heading', { name: 'Course map' })

test('somebody signs in at another server: an account is made, and found again; it is nobody else’s', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const open = () => browser.newContext({ baseURL: site.origin })
  const context = await open()
  const page = await context.newPage()
  await test.step('the first sign-in makes a student’s account, and comes back to where one was', async () => {
    await page.goto('/en/glossary')
    await button(page).click()
    await expect(page).toHaveURL(new RegExp(`^${server.issuer}`))
    await signInThere(page, 'ann')
    await expect(page).toHaveURL(/\/en\/glossary$/)
    await page.goto('/en/account')
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ann Lee')
    await expect(page.getByLabel('User name')).toHaveValue('ann.lee')
    await expect(page.getByText('You come by single sign-on')).toBeVisible()
    await page.getByLabel('Name', { exact: true }).fill('Ann B. Lee')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible()
  })
  await test.step('a second sign-in, from another browser, is the same account', async () => {
    const other = await open()
    const again = await other.newPage()
    await again.goto('/en/sign-in')
    await button(again).click()
    await signInThere(again, 'ann')
    await expect(heading(again)).toBeVisible()
    await expect(again.getByText('Ann B. Lee').first()).toBeVisible()
    await other.close()
  })
  await test.step('whoever calls himself admin is another account, and no administrator', async () => {
    const other = await open()
    const eve = await other.newPage()
    await eve.goto('/en/sign-in')
    await button(eve).click()
    await signInThere(eve, 'eve')
    await expect(heading(eve)).toBeVisible()
    expect((await eve.goto('/en/accounts'))?.status()).toBe(404)
    await eve.goto('/en/account')
    await expect(eve.getByLabel('User name')).toHaveValue(/^admin-/)
    await other.close()
  })
  await test.step('a disabled account is refused with words', async () => {
    const staff = await open()
    const admin = await staff.newPage()
    await admin.goto('/en/sign-in?return=/accounts')
    const { username, password } = readAccount('admin', site.state)
    await admin.getByLabel('User name or e-mail').fill(username)
    await admin.getByLabel('Password').fill(password)
    await admin.getByRole('button', { name: 'Sign in', exact: true }).click()
    await admin.getByRole('button', { name: 'Actions for Ann B. Lee' }).click()
    await admin.getByRole('menuitem', { name: 'Disable' }).click()
    await admin.getByRole('button', { name: 'Disable' }).click()
    await expect(admin.getByRole('row').filter({ hasText: 'ann.lee' })).toContainText('Disabled')
    await staff.close()
    await page.goto('/en')
    await expect(page).toHaveURL(/\/en\/sign-in/)
    await button(page).click()
    // She is still signed in there, and so comes straight back.
    await expect(page.getByText('This account is disabled.')).toBeVisible()
    await expect(button(page)).toBeVisible()
  })
  await context.close()
})

test('what comes back with another state, with no cookie, or for the second time opens no session', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: site.origin })
  const page = await context.newPage()
  const refused = async (what: string) => {
    await expect(page, what).toHaveURL(/\/sign-in\?sso=failed/)
    const cookies = (await context.cookies(site.origin)).map((one) => one.name)
    expect(
      cookies.filter((one) => one.includes('session')),
      what,
    ).toEqual([])
  }
  /** What the other server sends back, who knows him already. */
  const callback = async () => {
    const there = await page.request.get('/api/oidc/start?locale=en', { maxRedirects: 0 })
    const back = await page.request.get(there.headers().location ?? '', { maxRedirects: 0 })
    return new URL(back.headers().location ?? '')
  }
  await page.goto('/en/sign-in')
  await button(page).click()
  await signInThere(page, 'bob')
  await expect(heading(page)).toBeVisible()
  await context.clearCookies({ name: /session/, domain: 'localhost' })

  const tampered = await callback()
  tampered.searchParams.set('state', 'x'.repeat(43))
  await page.goto(tampered.href)
  await refused('another state')

  const unasked = await callback()
  await context.clearCookies({ name: 'virtlab-oidc' })
  await page.goto(unasked.href)
  await refused('no cookie')

  const good = await callback()
  await page.goto(good.href)
  await expect(heading(page)).toBeVisible()
  await context.clearCookies({ name: /session/, domain: 'localhost' })
  await page.goto(good.href)
  await refused('for the second time')
  await context.close()
})
