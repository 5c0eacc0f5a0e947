import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { listLessonSlugs } from '#lib/lessons/lesson-files.ts'
import { isExam } from '#lib/lessons/is-exam.ts'
import { readLessonCheckpoints } from '#lib/grading/catalogue.ts'
import { pickValues } from '#lib/grading/variables.ts'
import type { Locator } from 'playwright/test'
import type { GuiProof } from '../support/gui-proof.ts'
import { noteProof } from '../support/proof-table.ts'
import { expect, inLab, makeStudent, deleteLab, valuesOf, signInAs, test } from './student.ts'

/** Of each lesson: every checkpoint is open on its start state, and passes by what a student does in the page. */
for (const [index, lesson] of (await listLessonSlugs()).entries()) {
  const file = path.resolve(import.meta.dirname, `../../content/lessons/${lesson}/gui.ts`)
  if (!existsSync(file)) continue
  const locale = index % 2 === 0 ? 'zh' : 'en'
  test(`${lesson}: its checkpoints pass by the page (${locale})`, async ({ page }) => {
    test.setTimeout(600_000)
    const proofs = ((await import(pathToFileURL(file).href)) as { default: Record<string, GuiProof> }).default
    const checkpoints = (await readLessonCheckpoints()).get(lesson)
    const ids = checkpoints?.build(pickValues(checkpoints.variables)).map(({ id }) => id) ?? []
    const student = await makeStudent()
    try {
      await signInAs(page, student, locale)
      await page.goto(`/${locale}/lessons/${lesson}`)
      const running = page.getByTestId('lab-chip').filter({ hasText: locale === 'zh' ? '运行中' : 'running' })
      await running.waitFor({ timeout: 180_000 })
      if (isExam(lesson)) {
        await page.getByTestId('begin-exam').click()
        await page.getByTestId('begin-exam-now').click()
        // The page is drawn anew then.
        await expect(page.getByTestId('begin-exam')).toHaveAttribute('data-attempt', '1')
      }
      const box = (id: string) => page.getByTestId(`checkpoint-${lesson}/${id}`)
      for (const id of ids) await expect(box(id)).toHaveAttribute('data-status', 'open', { timeout: 120_000 })
      const v = await valuesOf(student, lesson)
      for (const id of ids) {
        const started = Date.now()
        await expect(box(id)).toHaveAttribute('data-status', 'open')
        await proofs[id]?.({ page, locale, v, lab: (line) => inLab(student, 'sh', '-c', line) })
        await expect(box(id), `${lesson}/${id}`).toHaveAttribute('data-status', 'passed', { timeout: 90_000 })
        const via = await wayShown(box(id))
        const seconds = (Date.now() - started) / 1000
        noteProof({
          checkpoint: `${lesson}/${id}`,
          way: 'gui',
          result: via === 'gui' ? 'pass' : `pass (${via || 'untold'})`,
          seconds,
        })
      }
    } finally {
      await page.close()
      await deleteLab(student)
    }
  })
}

/** By which way it was passed; '' if the history tells nothing of it. A page's own entry comes when its call has answered. */
async function wayShown(box: Locator): Promise<string> {
  const told = await expect(box)
    .toHaveAttribute('data-via', /./, { timeout: 5_000 })
    .then(
      () => true,
      () => false,
    )
  return told ? ((await box.getAttribute('data-via')) ?? '') : ''
}
