import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, type Page, test as base } from 'playwright/test'
import { incus } from '#lib/incus/client.ts'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../..')

export interface Student {
  username: string
  password: string
  labId: string
  instance: string
}

/** A new student, and so a new lab host: nothing of another test is in it. */
export async function makeStudent(state = process.env.VIRTLAB_STATE): Promise<Student> {
  const username = `e2e-${randomBytes(4).toString('hex')}`
  return ask<Student>('make-student', [username], state)
}

/** The student's values of a lesson's variables. */
export function valuesOf({ username }: Student, lesson: string): Promise<Record<string, string>> {
  return ask('read-values', [username, lesson])
}

/** What a script of tests/support says. */
export async function ask<T>(script: string, argv: string[], state = process.env.VIRTLAB_STATE): Promise<T> {
  const { stdout } = await run(process.execPath, [`tests/support/${script}.ts`, ...argv], {
    cwd: root,
    env: { ...process.env, VIRTLAB_STATE: state, VIRTLAB_LOG_LEVEL: 'silent' },
  })
  return JSON.parse(stdout) as T
}

/** What a command prints in the student's lab host, as root there: the oracle. */
export async function inLab({ instance }: Student, ...command: string[]): Promise<string> {
  // Not by `incus exec`: of a command that is over at once it loses the output now and then (48 of 480 under load), and says 0.
  const { exitCode, stdout, stderr } = await incus().run(instance, command)
  if (exitCode !== 0) throw new Error(`${command.join(' ')}: ${exitCode}, ${stderr}`)
  return stdout.trim()
}

export async function deleteLab({ instance }: Student): Promise<void> {
  await run('incus', ['delete', '--force', instance]).catch(() => {})
}

export async function signInAs(page: Page, { username, password }: Student, locale = 'zh'): Promise<void> {
  await page.goto(`/${locale}/sign-in`)
  await page.locator('[name=account]').fill(username)
  await page.locator('[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.includes('sign-in'))
}

export async function openLesson(page: Page, locale = 'zh'): Promise<void> {
  await page.goto(`/${locale}/lessons/03-create-wizard`)
  await expect(page.getByTestId('lab-chip')).toContainText(locale === 'zh' ? '运行中' : 'running')
}

/** Text of a terminal, whole; xterm draws it as DOM where there is no WebGL (see playwright.config.ts). */
export function terminalText(page: Page, purpose: 'terminal' | 'serial' = 'terminal') {
  return page.getByTestId(`${purpose}-screen`).locator('.xterm-rows')
}

export async function typeLine(page: Page, line: string, purpose: 'terminal' | 'serial' = 'terminal'): Promise<void> {
  await page.getByTestId(`${purpose}-screen`).click()
  await page.keyboard.type(line)
  await page.keyboard.press('Enter')
}

/** Tests with a `student` signed in and the lesson open. */
export const test = base.extend<{ student: Student }>({
  student: async ({ page }, use) => {
    const student = await makeStudent()
    await signInAs(page, student)
    await use(student)
    await page.close()
    await deleteLab(student)
  },
})
export { expect }
