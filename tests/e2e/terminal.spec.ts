import { expect, type Page, test } from 'playwright/test'
import { signIn } from './sign-in.ts'

async function openWorkbench(page: Page): Promise<void> {
  await page.goto('/zh/lessons/03-create-wizard')
  await expect(page.getByTestId('lab-chip')).toContainText('运行中')
  await expect(page.getByTestId('terminal-screen').locator('.xterm-helper-textarea')).toBeAttached()
}

async function run(page: Page, line: string): Promise<void> {
  await page.getByRole('tab', { name: '终端' }).click()
  await page.getByTestId('terminal-screen').click()
  await page.keyboard.type(line)
  await page.keyboard.press('Enter')
}

test('what is typed shows in the page, and the shell outlives a reload', async ({ page }) => {
  await signIn(page)
  await openWorkbench(page)
  const volume = `e2e-${Date.now()}.img`
  const told = page.getByTestId('history').getByText(volume)
  await run(page, `kept=${volume}; virsh vol-create-as default $kept 1M`)
  await page.getByRole('tab', { name: '操作记录' }).click()
  await expect(told).toHaveCount(1)
  await page.reload()
  await openWorkbench(page)
  // Only the same shell still knows the variable.
  await run(page, 'virsh vol-delete "$kept" default')
  await page.getByRole('tab', { name: '操作记录' }).click()
  await expect(told).toHaveCount(2)
})
