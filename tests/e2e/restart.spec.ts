import { OwnSite } from '../support/own-site.ts'
import {
  deleteLab,
  expect,
  inLab,
  makeStudent,
  openLesson,
  type Student,
  signInAs,
  terminalText,
  test,
  typeLine,
} from './student.ts'
import { fillWizard, finishWizard } from './wizard.ts'

test.describe('the server is killed (SIGKILL) and started again', () => {
  let site: OwnSite
  let student: Student

  test.beforeAll(async () => {
    site = await OwnSite.create()
    await site.start()
    student = await makeStudent(site.state)
  })
  test.afterAll(async () => {
    await site.remove()
    await deleteLab(student)
  })

  test('lab, VM, shell, history, a creation under way and progress are still there', async ({ browser }) => {
    test.setTimeout(300_000)
    const page = await browser.newPage({ baseURL: site.origin, viewport: { width: 1440, height: 900 } })
    await signInAs(page, student)
    await openLesson(page)
    const shell = terminalText(page)
    await expect(shell).toContainText('student@')
    await typeLine(page, 'secret=kept; echo in-the-history')
    await expect(shell).toContainText('in-the-history')
    const quiz = page.locator('[data-testid^="quiz-"]').first()
    await quiz.getByRole('radio').first().click()
    await quiz.getByRole('button').first().click()
    await expect(quiz.locator('.lesson-why')).toBeVisible()

    await fillWizard(page, { method: 'iso', name: 'web01' })
    await finishWizard(page)
    await expect(page.getByTestId('creation')).toHaveAttribute('data-stage', 'installing', { timeout: 60_000 })
    const runningSince = await inLab(student, 'sh', '-c', 'stat -c %Y /run/libvirt/qemu/web01.pid')

    await site.kill('SIGKILL')
    await expect(page.getByTestId('lab-chip')).toContainText('断开')
    await site.start()

    // The open page finds its way back by itself.
    await expect(page.getByTestId('lab-chip')).toContainText('运行中')
    expect(await inLab(student, 'sh', '-c', 'stat -c %Y /run/libvirt/qemu/web01.pid')).toBe(runningSince)
    await page.getByRole('tab', { name: '终端' }).click()
    // What is typed before it is connected again is dropped, and the line over it says so.
    await expect(page.getByText(/连接断开，正在重试|正在连接…/)).toHaveCount(0)
    await typeLine(page, 'echo "secret is $secret"; history | grep -c in-the-history')
    await expect(terminalText(page)).toContainText('secret is kept')

    // And the installation goes on to its end, with nobody having asked again.
    await expect(page.getByTestId('creation')).toHaveAttribute('data-stage', 'done', { timeout: 200_000 })
    await expect(page.getByTestId('checkpoint-03-create-wizard/first-vm')).toHaveAttribute('data-status', 'passed', {
      timeout: 60_000,
    })
    await site.kill('SIGKILL')
    await site.start()
    await page.reload()
    await expect(page.getByTestId('checkpoint-03-create-wizard/first-vm')).toHaveAttribute('data-status', 'passed')
    await expect(page.locator('[data-testid^="quiz-"]').first().locator('.lesson-why')).toBeVisible()
    await page.close()
  })
})
