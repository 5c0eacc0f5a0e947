import type { Page } from 'playwright/test'
import { expect, openLesson, signInAs, terminalText, test, typeLine } from './shared-student.ts'
import { fillWizard, finishWizard } from './wizard.ts'

/** What the browser complains about: broken policy, failed hydration, errors of scripts. */
function collectComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    const text = message.text()
    const ours =
      message.type() === 'error' || /hydrat|Content Security Policy|did not match|MISSING_MESSAGE/i.test(text)
    // noVNC logs that the VM's restart ended its connection, and goes on.
    if (ours && !/Failed when connecting: Connection closed/.test(text)) complaints.push(text)
  })
  return complaints
}

const lessonWidth = (page: Page) =>
  page.locator('main#content').evaluate((element) => element.getBoundingClientRect().width)

test('no complaint of the browser: sign-in, home, lesson, a creation with its XML', async ({ page, shared }) => {
  test.setTimeout(420_000)
  const complaints = collectComplaints(page)
  await signInAs(page, shared)
  await expect(page.getByTestId('continue')).toBeVisible()
  await openLesson(page)
  await fillWizard(page, { method: 'iso', name: 'clean' })
  await finishWizard(page)
  await expect(page.getByTestId('creation')).toHaveAttribute('data-stage', 'done', { timeout: 300_000 })
  await page.getByTestId('creation').scrollIntoViewIfNeeded()
  await expect(page.getByTestId('creation').locator('.monaco-editor .view-line').first()).toBeVisible()
  await page.reload()
  await expect(page.getByTestId('lab-chip')).toContainText('运行中')
  expect(complaints).toEqual([])
})

test('tabs by Alt and their number, keys by ?', async ({ page, shared }) => {
  await signInAs(page, shared)
  await openLesson(page)
  await expect(terminalText(page)).toContainText('student@')
  const selected = page.getByRole('tab', { selected: true })
  const names = ['终端', '屏幕', '串口控制台', '管理器', 'virt-manager', '操作记录']
  for (const [index, name] of names.entries()) {
    await page.keyboard.press(`Alt+Digit${index + 1}`)
    await expect(selected).toHaveText(name)
  }
  // In the terminal, too, where every key is the shell's; there ? is a character.
  await page.keyboard.press('Alt+Digit1')
  await typeLine(page, 'echo what?')
  await expect(terminalText(page)).toContainText('what?')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Alt+Digit4')
  await expect(selected).toHaveText('管理器')
  await page.locator('article.lesson h1').click()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: '快捷键' })
  await expect(keys).toContainText('1–6')
  for (const name of names) await expect(keys).toContainText(name)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // Where the manager is the page itself it has no tab, and no number.
  await page.goto('/zh/lab')
  await expect(page.getByTestId('lab-chip')).toContainText('运行中')
  await expect(terminalText(page)).toContainText('student@')
  await page.keyboard.press('Alt+Digit4')
  await expect(selected).toHaveText('virt-manager')
  await page.keyboard.press('Alt+Digit5')
  await expect(selected).toHaveText('操作记录')
})

test('the divider: by keyboard, by double click, and as it was after a reload', async ({ page, shared }) => {
  const complaints = collectComplaints(page)
  await signInAs(page, shared)
  await openLesson(page)
  const divider = page.getByRole('separator', { name: /分隔条/ })
  const before = await lessonWidth(page)
  await divider.focus()
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
  await expect.poll(() => lessonWidth(page)).toBeGreaterThan(before + 20)
  const moved = await lessonWidth(page)
  await page.reload()
  await expect(page.getByTestId('lab-chip')).toContainText('运行中')
  await expect.poll(() => lessonWidth(page)).toBeCloseTo(moved, -1)
  await divider.dblclick()
  await expect.poll(() => lessonWidth(page)).toBe(0)
  await divider.dblclick()
  await expect.poll(() => lessonWidth(page)).toBeGreaterThan(300)
  expect(complaints).toEqual([])
})

test('on a narrow window lesson and lab host are tabs, and nothing is wider than the window', async ({
  page,
  shared,
}) => {
  const complaints = collectComplaints(page)
  await page.setViewportSize({ width: 1024, height: 700 })
  await signInAs(page, shared)
  await openLesson(page)
  await expect(page.locator('article.lesson')).toBeVisible()
  await page.getByRole('tab', { name: '实验主机' }).click()
  await expect(terminalText(page)).toBeVisible()
  await expect(page.locator('article.lesson')).toBeHidden()
  await page.getByRole('tab', { name: '课程' }).click()
  await expect(page.locator('article.lesson')).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024)
  expect(complaints).toEqual([])
})
