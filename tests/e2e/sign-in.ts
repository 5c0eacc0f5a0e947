import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright/test'

interface Account {
  username: string
  password: string
  role: string
}

export function readAccount(username: string, state = process.env.VIRTLAB_STATE ?? '.virtlab'): Account {
  const file = path.resolve(state, 'secrets.json')
  const { accounts } = JSON.parse(readFileSync(file, 'utf8')) as { accounts: Account[] }
  const account = accounts.find((one) => one.username === username)
  if (!account) throw new Error(`${file} names no ${username}`)
  return account
}

/** Signs in through the page and lands on the home page. */
export async function signIn(page: Page, username = 'student', locale = 'zh'): Promise<void> {
  const { password } = readAccount(username)
  await page.goto(`/${locale}/sign-in`)
  await page.locator('[name=account]').fill(username)
  await page.locator('[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.includes('sign-in'))
}
