import type { Browser, Page } from 'playwright/test'
import { ask, type Student, signInAs } from './student.ts'

type Member = Student & { studentId: string }

export interface HelpClass {
  classId: string
  teacher: Member
  ann: Member
  ben: Member
}

/** A class with an instructor and two students: tests/support/make-help-class.ts. */
export const makeHelpClass = (name: string) => ask<HelpClass>('make-help-class', [name])

/** A browser of their own, signed in, at `path` (`/en/…`, `/zh/…`) in its language. */
export async function pageOf(browser: Browser, who: Student, path: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await signInAs(page, who, path.slice(1, 3))
  await page.goto(path)
  return page
}
