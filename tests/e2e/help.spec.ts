import { randomBytes } from 'node:crypto'
import { expect, test } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { type HelpClass, makeHelpClass, pageOf } from './help-class.ts'
import { deleteLab, terminalText, typeLine } from './student.ts'

let people: HelpClass

test.beforeAll(async () => {
  people = await makeHelpClass(`help-${randomBytes(3).toString('hex')}`)
})
test.afterAll(() => deleteLab(people.ann))

test('a raised hand is seen on the wall; the instructor looks, takes over, and the student ends it', async ({
  browser,
}) => {
  test.setTimeout(270_000)
  const { classId, teacher, ann, ben } = people
  const wall = `/en/classes/${classId}/wall`
  const staff = await pageOf(browser, teacher, wall)
  const cards = staff.getByTestId('wall').getByRole('link')
  await expect(cards).toHaveCount(2)

  const student = await pageOf(browser, ann, '/en/lab')
  await expect(student.getByTestId('lab-chip')).toContainText('running')
  // Before there is a prompt, what is typed is lost.
  await expect(terminalText(student)).toContainText('$')
  await typeLine(student, 'echo begin-$((40+2))')
  await expect(terminalText(student)).toContainText('begin-42')
  await student.getByRole('button', { name: 'Raise your hand' }).click()
  await student.getByLabel('What is it about?').fill('the default network')
  await student.getByRole('button', { name: 'Raise it' }).click()
  await expect(student.getByTestId('hand-up')).toBeVisible()

  // On the wall at once, before everybody else.
  await expect(cards.first()).toContainText('the default network')
  await expect(cards.first()).toContainText(ann.username)
  await expect(cards.first()).toContainText('running')
  expect(await seriousFaults(staff, 'wall')).toEqual([])
  await staff.getByRole('button', { name: 'Hand up 1' }).click()
  await expect(cards).toHaveCount(1)
  await cards.first().focus()
  await staff.keyboard.press('Enter')

  // Looking on: what the student has before them, and nothing that is typed gets there.
  const watched = staff.getByTestId('watch-terminal-screen')
  await expect(watched.locator('.xterm-rows')).toContainText('begin-42')
  await expect(student.getByTestId('watchers')).toContainText(`${teacher.username} is watching your terminal`)
  await watched.click()
  await staff.keyboard.type('echo evil\n')
  await typeLine(student, 'echo mine-$((40+2))')
  await expect(watched.locator('.xterm-rows')).toContainText('mine-42')
  await expect(terminalText(student)).not.toContainText('evil')
  expect(await seriousFaults(staff, 'student')).toEqual([])

  // Helping: the student sees it at once; both type in one terminal.
  await staff.getByRole('button', { name: 'Take over' }).click()
  const banner = student.getByTestId('help-banner')
  await expect(banner).toContainText(`${teacher.username} is helping in your lab`)
  await expect(terminalText(staff)).toContainText('mine-42')
  await typeLine(staff, 'echo helped-$((40+2))')
  await expect(terminalText(student)).toContainText('helped-42')
  await staff.getByRole('button', { name: 'Answered' }).click()
  await expect(student.getByTestId('hand-up')).toHaveCount(0)
  expect(await seriousFaults(student, 'helped')).toEqual([])

  await banner.getByRole('button', { name: 'End it' }).click()
  await expect(banner).toBeEmpty()
  await expect(staff.getByTestId('take-over-bar')).toHaveAttribute('data-helping', 'false')
  await expect(staff.getByTestId('watch-terminal-screen').locator('.xterm-rows')).toContainText('helped-42')

  // A message, and its answer.
  await staff.getByLabel(`Message to ${ann.username}`).fill('Look at virsh net-list --all')
  await staff.getByRole('button', { name: 'Send' }).click()
  const card = student.getByTestId('message-card')
  await expect(card).toContainText('Look at virsh net-list --all')
  await card.getByRole('button', { name: 'Answer' }).click()
  await card.getByRole('textbox', { name: 'Answer' }).fill('It runs now, thanks')
  await card.getByRole('button', { name: 'Send' }).click()
  await expect(card).toHaveCount(0)
  await expect(staff.getByRole('list', { name: 'Messages' })).toContainText('It runs now, thanks')

  // The student can read what was done.
  await student.goto('/en/lab-log')
  const log = student.getByTestId('audit')
  await expect(log.getByText(`ended by ${ann.username}`)).toBeVisible()
  await expect(log.locator('[data-action=watch]')).toContainText('the terminal')
  await expect(log.locator('[data-action=hand-answered]')).toBeVisible()
  expect(await seriousFaults(student, 'log')).toEqual([])

  // To all: who is not there finds it after the sign-in, in Chinese too.
  await staff.goto(wall)
  await staff.getByRole('button', { name: 'Message to all' }).click()
  await staff.getByRole('dialog').getByRole('textbox').fill('Ten minutes left')
  await staff.getByRole('button', { name: 'Send' }).click()
  await expect(staff.getByRole('dialog')).toHaveCount(0)
  const other = await pageOf(browser, ben, '/zh')
  await expect(other.getByTestId('message-card')).toContainText('Ten minutes left')
  await other.getByRole('button', { name: '知道了' }).click()
  await expect(other.getByTestId('message-card')).toHaveCount(0)
  await staff.goto(wall.replace('/en/', '/zh/'))
  await expect(staff.getByTestId('wall').getByRole('link')).toHaveCount(2)
  expect(await seriousFaults(staff, 'wall in Chinese')).toEqual([])
})

test('another class is not there: its wall, its students, their pictures', async ({ browser }) => {
  const { classId, ann, ben } = people
  const page = await pageOf(browser, ben, '/en')
  for (const path of [`/en/classes/${classId}/wall`, `/en/classes/${classId}/students/${ann.studentId}`])
    expect((await page.goto(path))?.status(), path).toBe(404)
  expect((await page.request.get(`/api/wall?class=${classId}`)).status()).toBe(404)
  expect((await page.request.get(`/api/wall/picture?lab=${ann.labId}`)).status()).toBe(403)
})
