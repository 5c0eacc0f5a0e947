import { randomBytes } from 'node:crypto'
import { expect, type Page, test } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { ask, openLesson, signInAs } from './student.ts'

interface MadeClass {
  classId: string
  code: string
  admin: { username: string; password: string }
}

const id = randomBytes(3).toString('hex')
const className = `accounts-${id}`
const student = { name: `Mei Lin ${id}`, username: `mei-${id}`, password: 'long enough 1' }
let made: MadeClass

test.beforeAll(async () => {
  made = await ask<MadeClass>('make-class', [className])
})
test.afterAll(async () => {
  await ask('forget-class', [className])
})

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('User name or e-mail').fill(student.username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Takes `item` of the user menu. A page that was only just drawn may not hear the first click. */
async function openMenu(page: Page, name: string | RegExp, item: string): Promise<void> {
  const entry = page.getByRole('menuitem', { name: item })
  await expect(async () => {
    await page.getByRole('button', { name }).click({ timeout: 5_000 })
    await expect(entry).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await entry.click()
}

/** Opens the menu of the student's row, and takes `item`. */
async function act(admin: Page, item: string): Promise<void> {
  await admin.getByRole('button', { name: `Actions for ${student.name}` }).click()
  await admin.getByRole('menuitem', { name: item }).click()
}

test('a student joins by code; the administrator resets, disables, enables and deletes the account', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(360_000)
  const faults: string[] = []
  await test.step('a code that is none says so at its field, the right one says which class it is', async () => {
    await page.goto('/en/sign-in')
    await page.getByRole('link', { name: 'Sign up with a class code' }).click()
    await page.getByLabel('Class code').fill('zzzz-9999')
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await expect(page.getByText('No class has this code.')).toBeVisible()
    await page.getByLabel('Class code').fill(made.code.toLowerCase().replace('-', ''))
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    await expect(page.getByText(className)).toBeVisible()
    faults.push(...(await seriousFaults(page, 'sign up')))
  })
  await test.step('an account is made and signed in', async () => {
    await page.getByLabel('Name', { exact: true }).fill(student.name)
    await page.getByLabel('User name').fill(made.admin.username)
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Sign up and join' }).click()
    await expect(page.getByText('A password has at least 10 characters.')).toBeVisible()
    await page.getByLabel('Password').fill(student.password)
    await page.getByRole('button', { name: 'Sign up and join' }).click()
    await expect(page.getByText(/is taken/)).toBeVisible()
    await page.getByLabel('User name').fill(student.username)
    await page.getByRole('button', { name: 'Sign up and join' }).click()
    await expect(page.getByRole('heading', { name: 'Course map' })).toBeVisible()
    await expect(page.getByText(student.name).first()).toBeVisible()
  })
  await test.step('the account says in which class it is', async () => {
    await openMenu(page, `Account of ${student.name}`, 'My account')
    await expect(page.getByRole('listitem').filter({ hasText: className })).toContainText('Student')
    faults.push(...(await seriousFaults(page, 'account')))
    expect((await page.goto('/en/accounts'))?.status()).toBe(404)
  })

  const context = await browser.newContext({ baseURL })
  const admin = await context.newPage()
  await signInAs(admin, { ...made.admin, labId: '', instance: '' }, 'en')
  await admin.goto('/en/accounts')
  await admin.getByRole('searchbox').fill(student.username)
  await expect(admin.locator('tbody tr')).toHaveCount(1)
  await expect(admin.locator('tbody tr')).toContainText(className)
  faults.push(...(await seriousFaults(admin, 'accounts')))

  await openLesson(page, 'en')
  const given = await test.step('a reset password is shown once, and signs the open page out', async () => {
    await act(admin, 'Reset password')
    await admin.getByRole('button', { name: 'Reset password' }).click()
    const password = await admin.getByTestId('new-password').innerText()
    await admin.getByRole('button', { name: 'Done' }).click()
    await expect(admin.getByTestId('new-password')).toHaveCount(0)
    await expect(page).toHaveURL(/\/en\/sign-in\?return=/)
    return password
  })
  await test.step('it must be changed before anything else', async () => {
    await signIn(page, student.password)
    await expect(page.getByRole('alert').filter({ hasText: 'is wrong' })).toBeVisible()
    await signIn(page, given)
    await expect(page.getByRole('heading', { name: 'Choose a password of your own first' })).toBeVisible()
    faults.push(...(await seriousFaults(page, 'must change')))
    await page.goto('/en/lessons/03-create-wizard')
    await expect(page).toHaveURL(/\/en\/account\?return=/)
    const search = await page.request.get('/api/search?q=kvm&locale=en')
    expect(search.status()).toBe(401)
    await page.getByLabel('Present password').fill(given)
    await page.getByLabel('New password').fill('my own secret 2')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page).toHaveURL(/\/en\/lessons\/03-create-wizard$/)
  })
  await test.step('a disabled account is signed out where it is, and hears why it cannot come back', async () => {
    await expect(page.getByTestId('lab-chip')).toContainText('running')
    await act(admin, 'Disable')
    await admin.getByRole('button', { name: 'Disable' }).click()
    await expect(admin.locator('tbody tr')).toContainText('Disabled')
    await expect(page).toHaveURL(/\/en\/sign-in/)
    await signIn(page, 'my own secret 2')
    await expect(page.getByText('This account is disabled.')).toBeVisible()
    await act(admin, 'Enable')
    await admin.getByRole('button', { name: 'Enable' }).click()
    await expect(admin.locator('tbody tr')).toContainText('Active')
    await signIn(page, 'my own secret 2')
    await expect(page.getByTestId('lab-chip')).toContainText('running')
  })
  await test.step('it is deleted when its name is typed', async () => {
    await act(admin, 'Delete')
    const confirm = admin.getByRole('button', { name: 'Delete for good' })
    await expect(confirm).toBeDisabled()
    faults.push(...(await seriousFaults(admin, 'delete', '[role=dialog]')))
    await admin.getByLabel(/^Type/).fill(student.name)
    await confirm.click()
    await expect(admin.getByText('No account found')).toBeVisible({ timeout: 60_000 })
    await expect(page).toHaveURL(/\/en\/sign-in/)
  })
  expect(faults).toEqual([])
  await context.close()
})

test('somebody with an account joins by one button, from the user menu', async ({ page }) => {
  await signInAs(page, { ...made.admin, labId: '', instance: '' }, 'zh')
  await openMenu(page, /的账户菜单$/, '加入班级')
  await page.getByLabel('加入码').fill(made.code)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '加入班级' }).click()
  await expect(page.getByRole('heading', { name: '课程目录' })).toBeVisible()
})
