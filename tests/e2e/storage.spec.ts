import type { Page } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { expect, inLab, signInAs, test } from './shared-student.ts'

const target = '/var/lib/libvirt/images/mypool'

async function openStorage(page: Page, locale: 'zh' | 'en'): Promise<void> {
  await page.goto(`/${locale}/lab/storage`)
  await expect(page.getByTestId('pool-default')).toContainText(locale === 'zh' ? '活动' : 'Active', { timeout: 90_000 })
}

test.beforeEach(async ({ page, shared }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await signInAs(page, shared)
})

test('[6.3-worked] the worked example in the widget; what the terminal makes appears and lights up', async ({
  page,
  shared,
}) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await openStorage(page, 'zh')
  await page.getByRole('button', { name: '添加存储池' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('[name=pool]').fill('default')
  await expect(dialog).toContainText('default 已经存在')
  await dialog.locator('[name=pool]').fill('myvm-storage')
  await dialog.locator('[name=target]').fill('/etc')
  await expect(dialog).toContainText('属于系统目录')
  await dialog.locator('[name=target]').fill(target)
  await expect(dialog.getByTestId('command-echo')).toContainText('pool-define-as myvm-storage dir')
  expect(await seriousFaults(page, 'new pool')).toEqual([])
  await dialog.getByRole('button', { name: '创建', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByTestId('pool-panel')).toContainText(target)
  await expect.poll(() => inLab(shared, 'virsh', 'pool-list', '--all')).toMatch(/myvm-storage +active +yes/)
  await expect
    .poll(() => inLab(shared, 'virsh', 'pool-info', 'myvm-storage'))
    .toMatch(/State: +running\nPersistent: +yes/)
  await expect.poll(() => inLab(shared, 'virsh', 'pool-dumpxml', 'myvm-storage')).toContain(`<path>${target}</path>`)

  await inLab(shared, 'virsh', 'vol-create-as', 'myvm-storage', 'typed.qcow2', '1536M', '--format', 'qcow2')
  const row = page.getByTestId('volume-typed.qcow2')
  await expect(row).toContainText('1.5 GiB')
  await expect(row).toHaveClass(/glow-once/)
  await inLab(shared, 'virsh', 'pool-autostart', '--disable', 'myvm-storage')
  await expect(page.getByRole('checkbox', { name: '随主机自动启动' })).not.toBeChecked()
  expect(await seriousFaults(page, 'storage zh light', '[data-testid=storage]')).toEqual([])
})

test('[6.4-create] [6.4-resize] [6.4-delete] a volume by keyboard alone', async ({ page, shared }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await openStorage(page, 'en')
  await page.getByRole('button', { name: 'Create volume' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await tabTo(page, 'volume')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('keys.qcow2')
  await tabTo(page, 'capacity')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('0.5')
  await expect(dialog.getByTestId('command-echo')).toContainText('vol-create-as default keys.qcow2 512M')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Create volume' })).toBeFocused()
  await expect.poll(() => inLab(shared, 'virsh', 'vol-info', '--pool', 'default', 'keys.qcow2')).toContain('512.00 MiB')

  const menu = page.getByRole('button', { name: 'Actions on keys.qcow2' })
  const choose = async (letter: string, item: string) => {
    await menu.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeVisible()
    await page.keyboard.type(letter)
    await expect(page.getByRole('menuitem', { name: item })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(dialog).toBeVisible()
  }
  await choose('Res', 'Resize…')
  await tabTo(page, 'capacity')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('768')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('volume-keys.qcow2')).toContainText('768 MiB')
  await expect(menu).toBeFocused()
  await choose('Det', 'Details')
  expect(await seriousFaults(page, 'details')).toEqual([])
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await choose('Del', 'Delete…')
  await dialog.getByRole('button', { name: 'Delete', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('volume-keys.qcow2')).toBeHidden()
  await expect.poll(() => inLab(shared, 'virsh', 'vol-list', 'default')).not.toContain('keys.qcow2')
  expect(await seriousFaults(page, 'storage en dark', '[data-testid=storage]')).toEqual([])
})

test('[6.4-upload] a file goes up and comes down again', async ({ page, shared }) => {
  await openStorage(page, 'en')
  await page.getByRole('button', { name: 'Upload' }).click()
  const dialog = page.getByRole('dialog')
  const bytes = Buffer.from('VirtLab '.repeat(150_000))
  await dialog.getByTestId('upload-file').setInputFiles({ name: '数据 1.img', mimeType: '', buffer: bytes })
  await expect(dialog.getByTestId('command-echo')).toContainText("virsh vol-upload '数据 1.img'")
  await dialog.getByRole('button', { name: 'Upload', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(() => inLab(shared, 'cat', '/var/lib/libvirt/images/数据 1.img')).toBe(bytes.toString().trim())
  await page.getByRole('button', { name: 'Actions on 数据 1.img' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('数据 1.img')
  const chunks = await (await download.createReadStream()).toArray()
  expect(Buffer.concat(chunks as Buffer[]).equals(bytes)).toBe(true)
})

/** Goes on by Tab until that control has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'))
  for (let presses = 0; presses < 20 && (await focused()) !== name; presses++) await page.keyboard.press('Tab')
  expect(await focused()).toBe(name)
}
