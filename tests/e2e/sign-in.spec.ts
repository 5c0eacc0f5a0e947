import { expect, test } from 'playwright/test'
import { readAccount, signIn } from './sign-in.ts'

test('the address gets Chinese, or the language that was chosen', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/zh\/sign-in$/)
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await page.getByRole('button', { name: '语言' }).click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.goto('/')
  await expect(page).toHaveURL(/\/en\/sign-in$/)
})

test('a wrong password says so, an empty field too, and the right one comes back to where one was', async ({
  page,
}) => {
  await page.goto('/en/lessons/03-create-wizard')
  await expect(page).toHaveURL(/sign-in\?return=/)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Please fill this in.')).toHaveCount(2)
  await page.getByLabel('User name or e-mail').fill('nobody')
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'is wrong' })).toBeVisible()
  await page.getByLabel('User name or e-mail').fill('student')
  await page.getByLabel('Password').fill(readAccount('student').password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/en\/lessons\/03-create-wizard$/)
  await expect(page.locator('article.lesson')).toBeVisible()
  await page.getByRole('link', { name: 'VirtLab' }).click()
  await expect(page.getByRole('heading', { name: 'Course map' })).toBeVisible()
})

test('the session is a cookie that scripts cannot read, and ends with signing out', async ({ page, context }) => {
  await signIn(page)
  const cookie = (await context.cookies()).find(({ name }) => name.includes('session'))
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  await page.getByRole('button', { name: 'student 的账户菜单' }).click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await expect(page).toHaveURL(/sign-in/)
  await context.addCookies([cookie!])
  await page.goto('/zh')
  await expect(page).toHaveURL(/sign-in/)
})

test('the theme is kept and there from the first byte', async ({ page }) => {
  await page.goto('/zh/sign-in')
  await page.getByRole('button', { name: '外观' }).click()
  await page.getByRole('menuitemradio', { name: '深色' }).click()
  const html = await (await page.request.get('/zh/sign-in')).text()
  expect(html).toContain('data-theme="dark"')
})

test('a ticket is for own labs, from own pages only', async ({ page, baseURL }) => {
  const ask = (origin: string) =>
    page.request.post('/api/ticket', { data: { purpose: 'live', labId: 'nolab' }, headers: { origin } })
  expect((await ask('http://evil.example')).status()).toBe(403)
  expect((await ask(String(baseURL))).status()).toBe(401)
  await signIn(page)
  expect((await ask(String(baseURL))).status()).toBe(404)
})

test('students do not see the classes; the instructor starts there', async ({ page, browser }) => {
  await signIn(page)
  expect((await page.goto('/zh/classes'))?.status()).toBe(404)
  await expect(page.getByText('没有这个页面')).toBeVisible()
  const other = await browser.newPage()
  await signIn(other, 'teacher')
  await other.getByRole('link', { name: /示范班/ }).click()
  await expect(other.getByRole('cell', { name: 'student' }).first()).toBeVisible()
  await other.close()
})

test('pages carry a policy without eval', async ({ page }) => {
  const headers = (await page.goto('/zh/sign-in'))?.headers() ?? {}
  const policy = headers['content-security-policy'] ?? ''
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'/)
  expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/)
  if (process.env.NODE_ENV !== 'development') expect(policy).not.toContain('unsafe-eval')
  expect(headers['x-content-type-options']).toBe('nosniff')
})
