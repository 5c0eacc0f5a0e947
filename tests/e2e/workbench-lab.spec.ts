import { seriousFaults } from './axe.ts'
import { expect, openLesson, signInAs, terminalText, test } from './shared-student.ts'

test('another language, the same lesson; another theme, the terminal with it', async ({ page, shared }) => {
  await signInAs(page, shared)
  await openLesson(page)
  await expect(terminalText(page)).toContainText('student@')
  const drawn = page.getByTestId('terminal-screen').locator('.xterm-scrollable-element')
  const background = () => drawn.evaluate((element) => getComputedStyle(element).backgroundColor)
  await page.getByRole('button', { name: '外观' }).click()
  await page.getByRole('menuitemradio', { name: '浅色' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  const light = await background()
  await page.getByRole('button', { name: '外观' }).click()
  await page.getByRole('menuitemradio', { name: '深色' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect.poll(background).not.toBe(light)
  await page.getByRole('button', { name: '语言' }).click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await expect(page).toHaveURL(/\/en\/lessons\/03-create-wizard$/)
  await expect(page.getByTestId('lab-chip')).toContainText('running')
})

test('no serious fault of accessibility, in both languages and themes', async ({ page, shared }) => {
  const faults: string[] = []
  const look = async (where: string) => void faults.push(...(await seriousFaults(page, where)))
  for (const theme of ['light', 'dark'] as const) {
    await page.context().clearCookies()
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    for (const locale of ['zh', 'en']) {
      await page.goto(`/${locale}/sign-in`)
      await look(`sign-in ${locale} ${theme}`)
    }
    await signInAs(page, shared)
    for (const locale of ['zh', 'en']) {
      await page.goto(`/${locale}`)
      await expect(page.getByTestId('continue')).toBeVisible()
      await look(`home ${locale} ${theme}`)
      await openLesson(page, locale)
      await expect(terminalText(page)).toContainText('student@')
      await look(`lesson ${locale} ${theme}`)
    }
  }
  expect(faults).toEqual([])
})

// The last one: it stops the lab of all of these.
test('the lab stops and starts from its chip, which says what accelerates it and why', async ({ page, shared }) => {
  await signInAs(page, shared)
  await openLesson(page)
  const chip = page.getByTestId('lab-chip')
  await chip.click()
  await expect(page.getByTestId('accelerator-reason')).toContainText(/(KVM|TCG) — .{10}/)
  await page.getByRole('menuitem', { name: '停止' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '停止' }).click()
  await expect(chip).toContainText('已停止', { timeout: 90_000 })
  await chip.click()
  await page.getByRole('menuitem', { name: '启动' }).click()
  await expect(chip).toContainText('运行中', { timeout: 90_000 })
  await expect(terminalText(page)).toContainText('student@')
})
