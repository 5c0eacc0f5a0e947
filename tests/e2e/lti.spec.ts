import { randomBytes } from 'node:crypto'
import { type Browser, expect, type Page, test } from 'playwright/test'
import { learner, LtiPlatform, teacher } from '#tests/support/lti-platform.ts'
import { seriousFaults } from './axe.ts'
import { signIn } from './sign-in.ts'

/** A person at a browser of their own. */
async function person(browser: Browser, locale: string): Promise<Page> {
  return (await browser.newContext({ locale })).newPage()
}

test('a course in Moodle leads here, and what staff give goes back into its gradebook', async ({
  page,
  browser,
  baseURL,
}) => {
  // The platform is at localhost, the site at 127.0.0.1: two sites to a browser, as far as cookies go.
  const origin = String(baseURL).replace('localhost', '127.0.0.1')
  const name = randomBytes(3).toString('hex')
  const platform = await LtiPlatform.start({ toolOrigin: origin, name })
  platform.people.set('tim', { id: 'tim', name: `Tim ${name}`, roles: teacher, locale: 'en_US' })
  platform.people.set('ann', { id: 'ann', name: `安 ${name}`, roles: learner, locale: 'zh_CN' })
  platform.links.set('all', { id: 'all', title: 'VirtLab', graded: true })
  platform.links.set('wizard', { id: 'wizard', title: 'The wizard', lesson: '03-create-wizard', graded: true })
  try {
    await test.step('the administrator enters what the platform says of itself', async () => {
      await signIn(page, 'admin', 'en')
      await page.goto('/en/lti')
      expect(await seriousFaults(page, 'platforms')).toEqual([])
      await page.getByRole('button', { name: 'Add a platform' }).click()
      const dialog = page.getByRole('dialog')
      const fields = { ...platform.registration, name: `Moodle ${name}` }
      for (const [field, value] of Object.entries(fields)) await dialog.locator(`[name=${field}]`).fill(value)
      await dialog.locator('[name=jwksUrl]').fill('http://moodle.example.test/jwks')
      await dialog.getByRole('button', { name: 'Save' }).click()
      await expect(dialog.locator('[name=jwksUrl]')).toHaveAttribute('aria-invalid', 'true')
      expect(await seriousFaults(page, 'a platform')).toEqual([])
      await dialog.locator('[name=jwksUrl]').fill(platform.registration.jwksUrl)
      await dialog.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByRole('listitem').filter({ hasText: platform.issuer })).toContainText(`Moodle ${name}`)
    })

    const student = await person(browser, 'zh-CN')
    await test.step('a student comes in by one click, in the course’s language', async () => {
      await student.goto(platform.coursePage('ann', 'all'))
      await student.getByRole('button', { name: 'Open' }).click()
      await student.waitForURL(`${origin}/zh`)
      await expect(student.getByRole('button', { name: new RegExp(`安 ${name}`) })).toBeVisible()
    })

    await test.step('one who reloads what was used up is told what to do', async () => {
      await student.goto(`${origin}/api/lti/launch`)
      await expect(student.getByRole('heading', { name: '没能进入 VirtLab' })).toBeVisible()
      await expect(student.getByText('请回到课程页面')).toBeVisible()
    })

    const staff = await person(browser, 'en-US')
    await test.step('the teacher comes into the class, which is named as the course', async () => {
      await staff.goto(platform.coursePage('tim', 'all'))
      await staff.getByRole('button', { name: 'Open' }).click()
      await staff.waitForURL(/\/en\/classes\/\w+$/)
      await expect(staff.getByRole('heading', { name: `Virtualization ${name}` })).toBeVisible()
      await expect(staff.getByText(`安 ${name}`).first()).toBeVisible()
    })

    await test.step('points that the teacher gives arrive at the platform', async () => {
      await staff.getByRole('link', { name: 'Grades' }).click()
      await expect(staff.getByText(`Connected to Moodle ${name}`)).toBeVisible()
      await give(staff, '7')
      await expect
        .poll(() => platform.scoresOf('all').map(({ userId, scoreGiven }) => [userId, scoreGiven]))
        .toEqual([['ann', 7]])
      await staff.getByRole('button', { name: 'Refresh' }).click()
      await expect(staff.getByText('1 of 1 scores sent')).toBeVisible()
      expect(await seriousFaults(staff, 'grades')).toEqual([])
    })

    await test.step('while the platform is out of order it can be seen, and sent again afterwards', async () => {
      platform.failWith = 500
      const before = platform.scoreRequests
      await give(staff, '5')
      await expect.poll(() => platform.scoreRequests).toBeGreaterThan(before)
      await staff.getByRole('button', { name: 'Refresh' }).click()
      await expect(staff.getByText('the platform did not take the score (HTTP 500)')).toBeVisible()
      platform.failWith = null
      await staff.getByRole('button', { name: 'Send all again' }).click()
      await expect.poll(() => platform.scoresOf('all').at(-1)?.scoreGiven).toBe(5)
      await expect(staff.getByText('1 of 1 scores sent')).toBeVisible()
    })

    await test.step('a link to a lesson opens the lesson', async () => {
      // Without opening the page, which would make a lab host.
      const pages: string[] = []
      await student.route('**/lessons/**', (route) => {
        pages.push(new URL(route.request().url()).pathname)
        return route.abort()
      })
      await student.goto(platform.coursePage('ann', 'wizard'))
      await student.getByRole('button', { name: 'Open' }).click()
      await expect.poll(() => pages).toContain('/zh/lessons/03-create-wizard')
    })

    await test.step('the administrator removes the platform', async () => {
      await page.getByRole('button', { name: `Remove Moodle ${name}` }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
      await expect(page.getByRole('listitem').filter({ hasText: platform.issuer })).toHaveCount(0)
      await staff.reload()
      await expect(staff.getByTestId('gradebook')).toBeVisible()
      await expect(staff.getByText(`Connected to Moodle ${name}`)).toHaveCount(0)
    })

    expect(platform.faults).toEqual([])
  } finally {
    await platform.close()
  }
})

/** Gives the only student points in the first checkpoint of chapter 3, as staff do. */
async function give(page: Page, points: string): Promise<void> {
  const openAll = page.getByRole('button', { name: 'Open all' })
  if (await openAll.isVisible()) await openAll.click()
  await page
    .getByTestId('gradebook')
    .getByRole('button', { name: /03-create-wizard\/first-vm/ })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /^Points/ }).fill(points)
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('shown in class')
  await dialog.getByRole('button', { name: 'Give points' }).click()
  await expect(dialog.getByText('shown in class').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
}
