import { seriousFaults } from './axe.ts'
import { expect, signInAs, terminalText, test } from './shared-student.ts'

test.beforeEach(async ({ page, shared }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await signInAs(page, shared)
})

test('Ctrl+K, a Chinese word, arrows, Enter: the section with the word; by keyboard alone', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(page.getByTestId('continue')).toBeVisible()
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog')
  const input = dialog.getByRole('combobox')
  await expect(input).toBeFocused()
  await page.keyboard.insertText('安装介质')
  const options = dialog.getByRole('option')
  await expect(options.first()).toContainText('介质')
  await expect(options.first().locator('mark').first()).toBeVisible()
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  expect(await seriousFaults(page, 'search zh light', '[role=dialog]')).toEqual([])
  await page.keyboard.press('ArrowDown')
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await page.waitForURL(/\/zh\/(lessons|glossary)/)
})

test('a command leads to its heading; Escape gives the focus back; a shell keeps Ctrl+K for itself', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/en/lessons/03-create-wizard')
  await expect(terminalText(page)).toContainText('student@')
  await page.getByTestId('terminal-screen').click()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.getByTestId('search-open').focus()
  await page.keyboard.press('/')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByTestId('search-open')).toBeFocused()

  await page.keyboard.press('/')
  await page.keyboard.type('virsh freecell')
  const hit = page.getByRole('option').first()
  await expect(hit).toContainText('Step 3')
  await expect(hit).toContainText('virsh freecell')
  expect(await seriousFaults(page, 'search en dark', '[role=dialog]')).toEqual([])
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/03-create-wizard#resources$/)
  await expect(page.locator('h2#resources')).toBeInViewport()
})

test('the search page: its address keeps the words, and a term leads to the glossary', async ({ page }) => {
  await page.goto('/en/search?q=qcow2')
  const results = page.getByTestId('search-results')
  await expect(results.getByRole('link').first()).toContainText('qcow2')
  expect(await seriousFaults(page, 'search page')).toEqual([])
  await page.getByRole('searchbox').fill('no such words anywhere')
  await expect(page.getByRole('status')).toContainText('Nothing found')
  await page.getByRole('searchbox').fill('transient')
  await expect(page).toHaveURL(/q=transient$/)
  await results.getByRole('link').filter({ hasText: 'Glossary' }).first().click()
  await expect(page).toHaveURL(/\/en\/glossary#transient$/)
  await expect(page.locator('#transient')).toBeInViewport()
})

test('[9-glossary] the glossary: both languages side by side, fewer as one types, and where each is used', async ({
  page,
}) => {
  await page.goto('/zh/glossary')
  const item = page.locator('#transient')
  await expect(item).toContainText('临时虚拟机')
  await expect(item).toContainText('transient VM')
  expect(await seriousFaults(page, 'glossary zh')).toEqual([])
  await page.getByRole('searchbox').fill('transient')
  await expect(page.getByTestId('glossary').locator('> li')).not.toHaveCount(0)
  await expect(page.locator('#qcow2')).toHaveCount(0)
  await item.getByRole('link').filter({ hasText: '第 3 章' }).first().click()
  await page.waitForURL(/\/zh\/lessons\/03-create-wizard#/)
  await page.goto('/en/glossary')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByRole('searchbox').fill('快照')
  await expect(page.getByRole('status')).not.toHaveText('')
  expect(await seriousFaults(page, 'glossary en dark')).toEqual([])
})

test('who is not signed in searches nothing', async ({ page }) => {
  await page.context().clearCookies()
  expect((await page.request.get('/api/search?q=virsh&locale=en')).status()).toBe(401)
})
