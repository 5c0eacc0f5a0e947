import type { Browser, BrowserContext, Page } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { walkTo } from './keys.ts'
import {
  deleteLab,
  expect,
  inLab,
  makeStudent,
  signInAs,
  type Student,
  terminalText,
  test as base,
  typeLine,
} from './student.ts'

const lesson = '06-storage'

/** A student whose lab host starts only when a lesson is opened. */
const test = base.extend<{ newcomer: Student }>({
  // oxlint-disable-next-line no-empty-pattern
  newcomer: async ({}, use) => {
    const student = await makeStudent()
    await use(student)
    await deleteLab(student)
  },
})

test('the course map: chapters, what they take, and one way on; by keyboard, in both languages', async ({
  page,
  newcomer,
}) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await signInAs(page, newcomer)
  const stops = page.locator('.course-stop')
  expect(await stops.count()).toBeGreaterThanOrEqual(1)
  for (const stop of await stops.all()) await expect(stop).toHaveAttribute('data-state', 'new')
  await expect(page.getByTestId(`lesson-${lesson}`)).toContainText(/约 \d+ 分钟/)
  await expect(page.getByTestId(`lesson-${lesson}`)).toContainText(/检查点 0\/\d/)
  await expect(page.getByTestId(`lesson-${lesson}`)).toContainText(/得分 0\/\d+/)
  await expect(page.getByTestId('continue')).toHaveText('开始学习')
  expect(await seriousFaults(page, 'map zh light')).toEqual([])

  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await page.goto('/en')
  await expect(page.getByTestId('continue')).toHaveText('Begin')
  expect(await seriousFaults(page, 'map en dark')).toEqual([])
  await walkTo(page, 'Tab', page.getByTestId('continue'))
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/en\/lessons\/0\d-/)
  await expect(page.locator('article.lesson h1')).toBeVisible()
})

test('at the end of a lesson: the chapters beside it; in it: the rail leads to each section and checkpoint', async ({
  page,
  newcomer,
}) => {
  await signInAs(page, newcomer)
  await page.goto(`/zh/lessons/${lesson}`)
  const rail = page.getByRole('navigation', { name: '本章进度' })
  await expect(rail.getByRole('link').first()).toBeVisible()
  await rail.getByTestId('rail-repair').focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('#checkpoint-repair')).toBeInViewport()
  await expect(rail.locator('[aria-current=location]')).toHaveCount(1)
  const ends = page.getByRole('navigation', { name: '前后章节' })
  await ends.getByRole('link').last().scrollIntoViewIfNeeded()
  await expect(ends.locator('[rel=prev]')).toContainText('上一章')
  await ends.locator('[rel=prev]').click()
  await page.waitForURL((url) => url.pathname.includes('/lessons/') && !url.pathname.includes(lesson))
})

test('a student who closes the browser in the middle of chapter 6 finds everything again in another one', async ({
  browser,
  newcomer,
}) => {
  // The first lab host of a chapter waits for its start state to be prepared.
  test.setTimeout(420_000)
  const first = await openBrowser(browser, newcomer)
  let page = first.page
  await page.goto(`/zh/lessons/${lesson}`)
  await expect(page.getByTestId('lab-chip')).toContainText('运行中', { timeout: 240_000 })
  await expect(terminalText(page)).toContainText('student@')
  await typeLine(page, 'cd /srv/archive && echo "mark $((6 * 7))"')
  await expect(terminalText(page)).toContainText('mark 42')
  await typeLine(
    page,
    'virsh pool-define-as myvm-storage dir --target /var/lib/libvirt/images/mypool && virsh pool-build myvm-storage && virsh pool-start myvm-storage && virsh pool-autostart myvm-storage',
  )
  await expect(checkpointOf(page)).toHaveAttribute('data-status', 'passed')
  const points = await checkpointOf(page).textContent()
  const running = await inLab(newcomer, 'sh', '-c', 'virsh domid db01; pidof qemu-system-x86_64')

  const quiz = page.getByTestId('quiz-pool-stopped')
  await quiz.getByRole('radio').nth(1).check()
  await quiz.getByRole('button').click()
  const verdict = await quiz.getByRole('status').textContent()
  const heading = page.locator('h3#clone')
  const saved = page.waitForResponse((response) => (response.request().postData() ?? '').includes('"clone"'))
  await heading.evaluate((element) => element.scrollIntoView({ block: 'start' }))
  await saved
  const title = await heading.textContent()
  await first.context.close()

  const second = await openBrowser(browser, newcomer)
  page = second.page
  await expect(page.getByTestId(`lesson-${lesson}`)).toHaveAttribute('data-state', 'started')
  await expect(page.getByTestId(`lesson-${lesson}`)).toContainText(/检查点 1\//)
  await expect(page.getByTestId(`lesson-${lesson}`)).toContainText(`上次读到：${title}`)
  await page.getByTestId('continue').click()
  await page.waitForURL(new RegExp(`/lessons/${lesson}$`))
  await expect(page.locator('h3#clone')).toBeInViewport()
  await expect(quizOf(page).getByRole('radio').nth(1)).toBeChecked()
  await expect(quizOf(page).getByRole('status')).toHaveText(verdict ?? '')
  await expect(terminalText(page)).toContainText('mark 42')
  await typeLine(page, 'pwd')
  await expect(terminalText(page)).toContainText('/srv/archive')
  await expect(checkpointOf(page)).toHaveAttribute('data-status', 'passed')
  expect(await checkpointOf(page).textContent()).toBe(points)
  await expect(page.getByTestId('rail-worked-example').locator('[data-passed=true]')).toHaveCount(1)
  expect(await inLab(newcomer, 'sh', '-c', 'virsh domid db01; pidof qemu-system-x86_64')).toBe(running)
  // What comes in above must not push the place away that the student was brought to.
  await expect(page.locator('h3#clone')).toBeInViewport()
  await second.context.close()
})

const quizOf = (page: Page) => page.getByTestId('quiz-pool-stopped')
const checkpointOf = (page: Page) => page.getByTestId(`checkpoint-${lesson}/worked-example`)

/** A browser that knows nothing: no cookie, no storage. */
async function openBrowser(browser: Browser, student: Student): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  const page = await context.newPage()
  await signInAs(page, student)
  return { context, page }
}
