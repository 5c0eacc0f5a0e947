import { deleteLab, makeStudent, type Student, test as base } from './student.ts'

export { expect, inLab, openLesson, signInAs, terminalText, typeLine } from './student.ts'

type LabOfFile = (file: string) => Promise<Student>

/** One student and lab host for all tests of a file; a failed test's followers get another. */
export const test = base.extend<{ shared: Student }, { labOfFile: LabOfFile }>({
  labOfFile: [
    // Playwright reads the parameter's text and wants a pattern, an empty one here.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      let kept: { file: string; student: Student } | null = null
      await use(async (file) => {
        if (kept?.file !== file) {
          if (kept) await deleteLab(kept.student)
          kept = { file, student: await makeStudent() }
        }
        return kept.student
      })
      if (kept) await deleteLab((kept as { student: Student }).student)
    },
    { scope: 'worker' },
  ],
  shared: async ({ labOfFile }, use, { file }) => use(await labOfFile(file)),
})
