import { randomBytes } from 'node:crypto'
import { expect, test } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { makeClassroom } from './permissions/classroom.ts'
import { pages } from './permissions/doors.ts'

test('every page of staff, and of an account, in both languages and themes: no serious fault of accessibility, nothing wider than the window', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(400_000)
  const room = await makeClassroom(`look-${randomBytes(3).toString('hex')}`)
  const cookies = room.accounts.admin.cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: String(baseURL) }
  })
  await page.context().addCookies(cookies)
  await page.setViewportSize({ width: 1280, height: 800 })
  const faults: string[] = []
  for (const [locale, colorScheme] of [
    ['zh', 'light'],
    ['en', 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const staffs = Object.values(pages).flatMap(({ at }) => (at ? [at(room)] : []))
    for (const path of [...staffs, '/account', '/join', '/lab-log']) {
      const address = `/${locale}${path}`
      expect((await page.goto(address))?.status(), address).toBe(200)
      await expect(page.locator('main')).toBeVisible()
      faults.push(...(await seriousFaults(page, `${address} ${colorScheme}`)))
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (wider > 0) faults.push(`${address}: ${wider} px wider than the window`)
    }
  }
  expect(faults).toEqual([])
})
