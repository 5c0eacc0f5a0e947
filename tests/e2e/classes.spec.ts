import { randomBytes } from 'node:crypto'
import { expect, type Page, test } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { signIn } from './sign-in.ts'

const tag = randomBytes(3).toString('hex')
const className = `Roster ${tag}`

/** As Excel in China saves it: GBK, semicolons; rows 4, 7 and 9 cannot be imported. */
function roster(): Buffer {
  const rows = Array.from({ length: 12 }, (_, index) => `S${index + 1};s${tag}-${index + 1}`)
  rows[2] = `S3;s${tag} 3`
  rows[5] = `S6;s${tag}-1`
  rows[7] = `;s${tag}-8`
  const headings = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x3b, 0xd1, 0xa7, 0xba, 0xc5])
  return Buffer.concat([headings, Buffer.from(`\r\n${rows.join('\r\n')}\r\n`)])
}

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages of the class' }).getByRole('link', { name, exact: true }).click()
}

test('a class from its roster to the due date that a student sees', async ({ page, browser }) => {
  test.setTimeout(240_000)
  const faults: string[] = []
  const check = async (where: string) => faults.push(...(await seriousFaults(page, where)))

  await test.step('the instructor makes a class and is shown what becomes of each row of its roster', async () => {
    await signIn(page, 'teacher', 'en')
    await page.goto('/en/classes')
    await page.getByRole('button', { name: 'New class' }).click()
    await page.getByLabel('Name').fill(className)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: className })).toBeVisible()
    await page.getByRole('link', { name: 'Import a roster' }).click()
    const file = { name: 'class.csv', mimeType: 'text/csv', buffer: roster() }
    await page.locator('input[type=file]').setInputFiles(file)
    await expect(page.getByTestId('roster-summary')).toContainText('9 new accounts')
    await expect(page.getByTestId('roster-summary')).toContainText('3 rows with errors')
    await expect(page.getByTestId('roster-row-4')).toContainText('Only letters, digits, dots, dashes and underscores')
    await expect(page.getByTestId('roster-row-7')).toContainText('The same as in row 2')
    await expect(page.getByTestId('roster-row-9')).toContainText('No name')
    await expect(page.getByRole('button', { name: 'Import 9 people' })).toBeDisabled()
    await check('preview')
  })

  let first = { username: '', password: '' }
  await test.step('one row is corrected, two are skipped, and the passwords are on slips', async () => {
    await page.getByLabel('User name of row 4').fill(`s${tag}-3`)
    await page.keyboard.press('Tab')
    await expect(page.getByTestId('roster-row-4')).toContainText('New account')
    for (const row of [7, 9]) {
      await page.getByLabel(`Skip row ${row}`).focus()
      await page.keyboard.press('Space')
    }
    await page.getByRole('button', { name: 'Import 10 people' }).click()
    await expect(page.getByText('10 people imported')).toBeVisible()
    const slips = page.getByTestId('slips').locator('tbody tr')
    await expect(slips).toHaveCount(10)
    const cells = await slips.first().locator('td').allTextContents()
    first = { username: cells[1] ?? '', password: cells[2] ?? '' }
    expect(first).toEqual({ username: `s${tag}-1`, password: expect.stringMatching(/^[a-z0-9-]{14}$/) })
    await check('slips')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as CSV' }).click()
    expect((await download).suggestedFilename()).toBe(`${className} first passwords.csv`)
    await page.emulateMedia({ media: 'print' })
    await expect(page.locator('.slip').first()).toContainText(first.password)
    await expect(page.locator('main')).toBeHidden()
    await page.emulateMedia({ media: null })
  })

  await test.step('students are removed, and put back by the message that says so', async () => {
    await page.getByRole('link', { name: 'To the students' }).click()
    const rows = page.getByRole('table', { name: 'Students (10)' }).locator('tbody tr')
    await expect(rows).toHaveCount(10)
    await page.getByRole('checkbox', { name: 'Select S1', exact: true }).check()
    await page.getByRole('checkbox', { name: 'Select S2', exact: true }).check()
    await check('students')
    await page.getByRole('button', { name: 'Remove from the class' }).click()
    await expect(page.getByRole('heading', { name: 'Students (8)' })).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('heading', { name: 'Students (10)' })).toBeVisible()
  })

  await test.step('one more is added by name, as an assistant', async () => {
    await page.getByRole('button', { name: 'Add a person' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('User name').fill(`s${tag}-4`)
    await page.keyboard.press('Enter')
    await expect(dialog).toContainText('is in the class already')
    await dialog.getByLabel('User name').fill(`a${tag}`)
    await dialog.getByLabel('Name', { exact: true }).fill('Assistant')
    await dialog.getByRole('combobox').click()
    await page.getByRole('option', { name: 'Assistant' }).click()
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(dialog.getByTestId('slips')).toContainText(`a${tag}`)
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByRole('table', { name: 'Instructors and assistants' })).toContainText(`a${tag}`)
  })

  await test.step('a lesson gets a due date, the last ones are left out', async () => {
    await tab(page, 'Lessons and due dates')
    const tomorrow = await page.evaluate(() => {
      const date = new Date(Date.now() + 24 * 3_600_000)
      const two = (value: number) => String(value).padStart(2, '0')
      return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T18:00`
    })
    await page.locator('tbody tr').first().locator('[type=datetime-local]').fill(tomorrow)
    await page.getByTestId('plan-09-exam').getByRole('checkbox').uncheck()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Lessons and due dates saved', { exact: true })).toBeVisible()
    await check('lessons')
  })

  await test.step('a student signs in, chooses a password, and sees the class and what is due', async () => {
    const own = await (await browser.newContext()).newPage()
    await own.goto('/zh/sign-in')
    await own.locator('[name=account]').fill(first.username)
    await own.locator('[name=password]').fill(first.password)
    await own.locator('button[type=submit]').click()
    await own.locator('[name=present]').fill(first.password)
    await own.locator('input[name=password]').fill(`chosen-${tag}-by-me`)
    await own.locator('button[type=submit]').click()
    await expect(own.getByRole('heading', { name: '课程目录' })).toBeVisible()
    await expect(own.getByText(className)).toBeVisible()
    const lesson = own.locator('.course-stop').first()
    await expect(lesson.getByTestId('due')).toHaveText('明天 18:00 截止')
    await expect(own.getByTestId('lesson-09-exam')).toContainText('班级不要求')
    await expect(own.getByTestId('lesson-02-install')).not.toContainText('班级不要求')
    faults.push(...(await seriousFaults(own, 'course map')))
    // As the server draws it: to open the page would start a lab.
    const html = await (await own.request.get('/zh/lessons/01-overview')).text()
    expect(html).toContain('data-testid="due"')
    await own.context().close()
  })

  await test.step('the code is shown to the room, made anew and closed; an invitation is made and revoked', async () => {
    await tab(page, 'Joining')
    const code = page.getByTestId('join-code')
    const old = await code.textContent()
    await page.getByRole('button', { name: 'Show on the projector' }).click()
    await expect(page.getByRole('dialog')).toContainText(String(old))
    await page.getByRole('button', { name: 'End' }).click()
    await page.getByRole('button', { name: 'New code' }).click()
    await expect(code).not.toHaveText(String(old))
    await page.getByRole('button', { name: 'Close joining' }).click()
    await expect(code).toHaveCount(0)
    await page.getByLabel('For whom').fill('Sun')
    await page.getByRole('button', { name: 'Make a link' }).click()
    await expect(page.getByTestId('invitation-link')).toHaveText(/\/join\/[\w-]{32}$/)
    await check('joining')
    await page.getByRole('button', { name: 'Revoke the invitation for Sun' }).click()
    await expect(page.getByText('No invitations yet.')).toBeVisible()
  })

  await test.step('archived, the class can only be read; then it is deleted by its name', async () => {
    await tab(page, 'Settings')
    await page.getByRole('button', { name: 'Archive', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Take out of the archive' })).toBeVisible()
    await check('settings')
    await tab(page, 'Students')
    await expect(page.getByText('This class is archived')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Import a roster' })).toHaveCount(0)
    await tab(page, 'Settings')
    await page.getByRole('button', { name: 'Delete the class…' }).click()
    await page.getByLabel(`Type “${className}” to confirm`).fill(className)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/en\/classes$/)
    await expect(page.getByRole('link', { name: className })).toHaveCount(0)
  })
  expect(faults).toEqual([])
})
