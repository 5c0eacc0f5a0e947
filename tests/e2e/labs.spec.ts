import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { expect, test } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { type HelpClass, makeHelpClass, pageOf } from './help-class.ts'
import { ask, inLab, type Student } from './student.ts'

const name = `labs-${randomBytes(3).toString('hex')}`
let people: HelpClass

test.beforeAll(async () => {
  people = await makeHelpClass(name)
})
test.afterAll(() => ask('forget-class', [name]))

test('one place for two: who comes second waits, and comes when the first goes; then a lab is exported and deleted', async ({
  browser,
}) => {
  test.setTimeout(360_000)
  const { classId, teacher, ann, ben } = people
  const staff = await pageOf(browser, teacher, `/en/classes/${classId}/settings`)
  await staff.getByLabel('Hosts running at the same time').fill('1')
  await staff.getByRole('button', { name: 'Save' }).click()
  await expect(staff.getByText('Saved', { exact: true })).toBeVisible()

  await staff.goto(`/en/classes/${classId}/labs`)
  const row = ({ username }: Student) => staff.getByTestId('labs').getByRole('row').filter({ hasText: username })

  await test.step('the plan and the labs that are given count with one', async () => {
    await staff.getByRole('button', { name: 'Give each student a lab' }).click()
    await expect(staff.getByTestId('plan')).toContainText('at most 1 host')
    await expect(staff.getByRole('dialog')).toContainText('Only 1 host may run at the same time')
    expect(await seriousFaults(staff, 'plan', '[role=dialog]')).toEqual([])
    await staff.keyboard.press('Escape')
  })

  await test.step('the second waits, is told why in either language, and comes by itself', async () => {
    const annAt = await pageOf(browser, ann, '/en/lab')
    await expect(annAt.getByTestId('lab-chip')).toContainText('running')
    const benAt = await pageOf(browser, ben, '/zh/lab')
    await expect(benAt.getByTestId('lab-chip')).toContainText('等待空位')
    await expect(benAt.getByTestId('lab-startup')).toContainText('最多同时运行 1 台')
    expect(await seriousFaults(benAt, 'waiting')).toEqual([])
    await benAt.getByRole('button', { name: '取消' }).click()
    await expect(benAt.getByTestId('lab-startup')).toBeHidden()
    await benAt.reload()
    await expect(benAt.getByTestId('lab-startup')).toContainText('等待空位')

    await row(ann).getByRole('checkbox').check()
    await staff.getByRole('button', { name: 'Stop', exact: true }).click()
    await expect(benAt.getByTestId('lab-chip')).toContainText('运行中')
    await expect(annAt.getByTestId('lab-chip')).toContainText('stopped')
    expect(await inLab(ben, 'hostname')).toBe('kvmhost')
    await annAt.close()
    await benAt.close()
  })

  await test.step('exported, then deleted; the file is there whole, the student can read who did it', async () => {
    await row(ann).getByRole('checkbox').check()
    await staff.getByRole('button', { name: 'Delete hosts' }).click()
    const dialog = staff.getByRole('dialog')
    await expect(dialog.getByLabel('Export first')).toBeChecked()
    await expect(dialog).toContainText('Kept: points and grades')
    expect(await seriousFaults(staff, 'delete', '[role=dialog]')).toEqual([])
    await dialog.getByRole('button', { name: 'Export and delete' }).click()
    const exported = staff.getByTestId('exports').getByRole('row').filter({ hasText: ann.username })
    await expect(exported).toContainText('host deleted', { timeout: 120_000 })
    await expect(row(ann)).toContainText('not created')
    await expect(row(ben)).toContainText('running')
    expect(await seriousFaults(staff, 'exports')).toEqual([])

    const download = staff.waitForEvent('download')
    await exported.getByRole('link', { name: /^Download/ }).click()
    const file = await download
    expect(file.suggestedFilename()).toContain(`${ann.username}-`)
    expect((await stat(await file.path())).size).toBeGreaterThan(100 * 1024 ** 2)

    await exported.getByRole('button', { name: /^Delete the export/ }).click()
    await staff.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await expect(staff.getByTestId('exports')).toBeHidden()

    const annAt = await pageOf(browser, ann, '/en/lab-log')
    for (const act of ['exported the lab host', 'deleted the lab host', 'downloaded the exported lab host'])
      await expect(annAt.getByTestId('audit')).toContainText(act)
  })
})
