import { randomBytes } from 'node:crypto'
import { expect, type Page, test } from 'playwright/test'
import { type HelpClass, makeHelpClass, pageOf } from './help-class.ts'
import { walkTo } from './keys.ts'
import { deleteLab, terminalText } from './student.ts'

let people: HelpClass
const name = `keys-${randomBytes(3).toString('hex')}`

test.beforeAll(async () => {
  people = await makeHelpClass(name)
})
test.afterAll(() => deleteLab(people.ann))

const button = (page: Page, called: string) => page.getByRole('button', { name: called, exact: true })

test('with the keyboard alone: a message to all, a take-over and its end, points, a roster', async ({ browser }) => {
  test.setTimeout(240_000)
  const { classId, teacher, ann } = people
  const student = await pageOf(browser, ann, '/en/lab')
  await expect(terminalText(student)).toContainText('student@')
  const staff = await pageOf(browser, teacher, `/en/classes/${classId}/wall`)
  const { keyboard } = staff

  await test.step('a message to all', async () => {
    await walkTo(staff, 'Tab', button(staff, 'Message to all'))
    await keyboard.press('Enter')
    await expect(staff.getByRole('dialog').getByRole('textbox')).toBeFocused()
    await keyboard.type('Ten minutes left')
    await walkTo(staff, 'Tab', button(staff, 'Send'))
    await keyboard.press('Enter')
    await expect(student.getByTestId('message-card')).toContainText('Ten minutes left')
    await expect(button(staff, 'Message to all')).toBeFocused()
  })

  await test.step('a take-over, which the student ends from the middle of the terminal', async () => {
    await walkTo(staff, 'Tab', staff.getByTestId('wall').getByRole('link').filter({ hasText: ann.username }))
    await keyboard.press('Enter')
    await walkTo(staff, 'Tab', button(staff, 'Take over'))
    await keyboard.press('Enter')
    await expect(staff.getByTestId('take-over-bar')).toHaveAttribute('data-helping', 'true')

    await walkTo(student, 'Tab', student.getByRole('tab', { name: 'Terminal' }))
    await walkTo(student, 'Tab', student.getByLabel('Terminal on your lab host'))
    await expect(student.getByText('Press and release Ctrl+Alt to leave the terminal.')).toBeVisible()
    // The shell gets Tab, as it must.
    await student.keyboard.type('echo tab-$((40+2)')
    await student.keyboard.press('Tab')
    await expect(student.getByLabel('Terminal on your lab host')).toBeFocused()
    await student.keyboard.type(')\n')
    await expect(terminalText(student)).toContainText('tab-42')
    await student.keyboard.down('Control')
    await student.keyboard.down('Alt')
    await student.keyboard.up('Alt')
    await student.keyboard.up('Control')
    await expect(student.getByRole('tab', { name: 'Terminal' })).toBeFocused()
    await walkTo(student, 'Shift+Tab', student.getByTestId('help-banner').getByRole('button', { name: 'End it' }))
    await student.keyboard.press('Enter')
    await expect(staff.getByTestId('take-over-bar')).toHaveAttribute('data-helping', 'false')
  })

  await test.step('points', async () => {
    await staff.goto(`/en/classes/${classId}/grades`)
    await walkTo(staff, 'Tab', button(staff, 'Open all'))
    await keyboard.press('Enter')
    const cells = staff.getByTestId('gradebook').locator('[data-cell]')
    await walkTo(staff, 'Tab', cells.first())
    await keyboard.press('ArrowRight')
    const cell = cells.nth(1)
    await expect(cell).toBeFocused()
    await keyboard.press('Enter')
    const dialog = staff.getByRole('dialog')
    await walkTo(staff, 'Tab', dialog.getByLabel(/^Points/))
    await keyboard.type('2')
    await walkTo(staff, 'Tab', dialog.getByLabel(/^Reason/))
    await keyboard.type('on paper')
    await walkTo(staff, 'Tab', button(staff, 'Give points'))
    await keyboard.press('Enter')
    await expect(dialog.getByText(/Given by/)).toBeVisible()
    await keyboard.press('Escape')
    await expect(cell).toBeFocused()
    await expect(cell).toHaveAccessibleName(/points given by staff/)
  })

  await test.step('a roster', async () => {
    await staff.goto(`/en/classes/${classId}/import`)
    await walkTo(staff, 'Tab', staff.getByLabel('Class list'))
    await keyboard.insertText(`name,username\nKim,${name}-kim\n`)
    await walkTo(staff, 'Tab', button(staff, 'Preview'))
    await keyboard.press('Enter')
    await walkTo(staff, 'Tab', button(staff, 'Import 1 person'))
    await keyboard.press('Enter')
    await expect(staff.getByText('1 person imported')).toBeVisible()
  })
})
