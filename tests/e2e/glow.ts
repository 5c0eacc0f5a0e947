import { expect, type Page } from 'playwright/test'

/**
 * Begins to note what glows, and gives the check that something did: what has that test id, is in it, or has it within.
 * A glow is over in a moment, and on a loaded machine a test looks too seldom to see one.
 */
export async function noteGlows(page: Page): Promise<(testId: string) => Promise<void>> {
  await page.evaluate(() => {
    const seen = new Set<string>()
    const note = () => {
      for (const glowing of document.querySelectorAll('.glow-once')) {
        const named = [glowing.closest('[data-testid]'), ...glowing.querySelectorAll('[data-testid]')]
        for (const element of named) if (element instanceof HTMLElement) seen.add(element.dataset.testid ?? '')
      }
      const all = [...seen].join(' ')
      if (document.body.dataset.glowed !== all) document.body.dataset.glowed = all
    }
    new MutationObserver(note).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['class'],
    })
  })
  return async (testId) => {
    await expect
      .poll(async () => ((await page.locator('body').getAttribute('data-glowed')) ?? '').split(' '))
      .toContain(testId)
  }
}
