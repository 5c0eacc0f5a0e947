import { expect, type Locator, type Page } from 'playwright/test'

/** Presses `key` until the focus is on `target`. A menu moves the focus after the key: the next press waits for it. */
export async function walkTo(page: Page, key: string, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let step = 0; step < 60; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    const before = await page.evaluateHandle(() => document.activeElement)
    await page.keyboard.press(key)
    await expect.poll(() => page.evaluate((was) => document.activeElement !== was, before)).toBe(true)
  }
  throw new Error(`${key} does not lead there`)
}
