import { expect, type Locator, type Page } from 'playwright/test'

/** Puts another text into the XML editor, as by pasting: it closes tags that are typed. */
export async function pasteXml(page: Page, scope: Page | Locator, text: string): Promise<void> {
  const editor = scope.getByTestId('xml-editor').locator('.monaco-editor').first()
  await expect(editor).toBeVisible({ timeout: 60_000 })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await editor.click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.evaluate((value) => navigator.clipboard.writeText(value), text)
  await page.keyboard.press('ControlOrMeta+V')
}
