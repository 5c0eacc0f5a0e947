import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Browser, expect, type Page, test } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { signIn } from './sign-in.ts'
import { deleteLab, inLab, makeStudent, type Student, signInAs, terminalText, typeLine } from './student.ts'

const className = `Virtualization ${randomBytes(3).toString('hex')}`
const checkpoint = '01-overview/first-start'
let students: Student[] = []

test.beforeAll(async () => {
  for (let number = 0; number < 3; number++) students.push(await makeStudent())
  students = students.toSorted((a, b) => a.username.localeCompare(b.username))
})
test.afterAll(async () => {
  for (const student of students) await deleteLab(student)
})

/** A student's own browser, in the first chapter, with a prompt. */
async function sitDown(browser: Browser, student: Student): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await signInAs(page, student, 'en')
  await page.goto('/en/lessons/01-overview')
  await expect(page.getByTestId('lab-chip')).toContainText('running')
  await expect(terminalText(page)).toContainText('$')
  return page
}

const passed = (page: Page) =>
  expect(page.getByTestId(`checkpoint-${checkpoint}`)).toHaveAttribute('data-status', 'passed')

test('a class from its roster to its grades: labs for all, three students at work, one helped', async ({
  page: staff,
  browser,
}) => {
  test.setTimeout(480_000)
  const [ann, ben, cid] = students as [Student, Student, Student]
  const tab = (name: string) =>
    staff.getByRole('navigation', { name: 'Pages of the class' }).getByRole('link', { name, exact: true }).click()

  await test.step('the roster', async () => {
    await signIn(staff, 'teacher', 'en')
    await staff.goto('/en/classes')
    await staff.getByRole('button', { name: 'New class' }).click()
    await staff.getByLabel('Name').fill(className)
    await staff.keyboard.press('Enter')
    await expect(staff.getByRole('heading', { name: className })).toBeVisible()
    await staff.getByRole('link', { name: 'Import a roster' }).click()
    const rows = students.map(({ username }) => `${username},${username}`)
    const buffer = Buffer.from(`name,user name\n${rows.join('\n')}\n`)
    await staff.locator('input[type=file]').setInputFiles({ name: 'class.csv', mimeType: 'text/csv', buffer })
    await staff.getByRole('button', { name: 'Import 3 people' }).click()
    await expect(staff.getByText('3 people imported')).toBeVisible()
    await staff.getByRole('link', { name: 'To the students' }).click()
  })

  await test.step('a lab for each, planned and then made', async () => {
    await tab('Labs')
    await staff.getByRole('button', { name: 'Give each student a lab' }).click()
    await expect(staff.getByTestId('plan')).toContainText('3 to make')
    expect(await seriousFaults(staff, 'plan')).toEqual([])
    await staff.getByRole('button', { name: 'Make them ready' }).click()
    await expect(staff.getByTestId('provisioning')).toContainText('3 of 3 ready', { timeout: 120_000 })
    await expect(staff.getByTestId('labs').getByText('running')).toHaveCount(3)
    expect(await seriousFaults(staff, 'labs')).toEqual([])
    for (const student of students) expect(await inLab(student, 'virsh', 'list', '--all', '--name')).toContain('web01')
  })

  const [annAt, benAt, cidAt] = [await sitDown(browser, ann), await sitDown(browser, ben), await sitDown(browser, cid)]
  await tab('Wall')
  const card = (student: Student) => staff.getByTestId('wall').getByRole('link').filter({ hasText: student.username })

  await test.step('one works in the terminal, one in the page; the wall and the grades show it', async () => {
    await typeLine(annAt, 'virsh start web01 && virsh autostart web01')
    await passed(annAt)
    for (const action of [/^Run/, /^Start with the host/]) {
      await benAt.getByTestId('vm-web01').first().click({ button: 'right' })
      await benAt.getByRole('menuitem', { name: action }).click()
    }
    await passed(benAt)
    for (const student of [ann, ben]) await expect(card(student)).toContainText('1/')
  })

  await test.step('one raises a hand, is helped, and ends it', async () => {
    await cidAt.getByRole('button', { name: 'Raise your hand' }).click()
    await cidAt.getByRole('button', { name: 'Raise it' }).click()
    await expect(staff.getByTestId('wall').getByRole('link').first()).toContainText(cid.username)
    await card(cid).click()
    await staff.getByRole('button', { name: 'Take over' }).click()
    await expect(cidAt.getByTestId('help-banner')).toContainText('is helping in your lab')
    await expect(terminalText(staff)).toContainText('$')
    await typeLine(staff, 'virsh start web01')
    await expect(terminalText(cidAt)).toContainText('started')
    await cidAt.getByTestId('help-banner').getByRole('button', { name: 'End it' }).click()
    await expect(staff.getByTestId('take-over-bar')).toHaveAttribute('data-helping', 'false')
  })

  await test.step('the grades, as they change, and in a file', async () => {
    await tab('Grades')
    await staff.getByRole('button', { name: 'Open all' }).click()
    const cell = ({ username }: Student) =>
      staff.getByTestId('gradebook').getByRole('button', { name: new RegExp(`^${username}, ${checkpoint}`) })
    await expect(cell(ann)).toHaveAccessibleName(/passed, in the terminal/)
    await expect(cell(ben)).toHaveAccessibleName(/passed, on the page/)
    await expect(cell(cid)).not.toHaveAccessibleName(/passed/)
    await typeLine(cidAt, 'virsh autostart web01')
    await passed(cidAt)
    await expect(cell(cid)).toHaveAccessibleName(/passed/)
    expect(await seriousFaults(staff, 'grades')).toEqual([])

    await cell(cid).focus()
    await staff.keyboard.press('Enter')
    const dialog = staff.getByRole('dialog')
    await expect(dialog.getByText('Attempt 1')).toBeVisible()
    await dialog.getByLabel(/^Points/).fill('3')
    await dialog.getByLabel(/^Reason/).fill('half of it was mine')
    await dialog.getByRole('button', { name: 'Give points' }).click()
    await expect(dialog.getByText(/Given by teacher/)).toBeVisible()
    expect(await seriousFaults(staff, 'grade', '[role=dialog]')).toEqual([])
    await staff.keyboard.press('Escape')
    await expect(cell(cid)).toHaveAccessibleName(/, 3 of \d+ points.*points given by staff/)

    const download = staff.waitForEvent('download')
    await staff.getByRole('link', { name: 'Export CSV' }).click()
    const rows = (await readFile(await (await download).path(), 'utf8')).split('\r\n')
    const column = rows[0]?.split(',').findIndex((heading) => heading.startsWith(checkpoint)) ?? -1
    const points = ({ username }: Student) => rows.find((row) => row.startsWith(`${username},`))?.split(',')[column]
    expect([ann, ben, cid].map(points)).toEqual(['5', '5', '3'])
  })

  await test.step('what the student sees of it', async () => {
    await cidAt.goto('/en/lab-log')
    await expect(cidAt.getByTestId('audit')).toContainText('half of it was mine')
  })
})
