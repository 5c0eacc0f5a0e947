import type { Page } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { expectCommand } from './echo.ts'
import { expect, inLab, signInAs, test } from './shared-student.ts'
import type { Student } from './student.ts'

const mac = '52:54:00:00:00:21'
/** A VM that stands still: no guest takes its time. Without ACPI its PCI bus takes nothing while it runs. */
const vm = `for old in $(virsh list --name); do virsh -q destroy $old; done
for old in $(virsh list --all --name); do virsh -q undefine $old; done
for old in keys.qcow2 typed.raw; do virsh -q vol-delete $old default 2>/dev/null; done
virsh -q define /dev/stdin <<XML && virsh -q start web --paused
<domain type='qemu'><name>web</name><memory unit='MiB'>64</memory><os><type arch='x86_64' machine='pc'>hvm</type></os><features><acpi/></features>
<devices><interface type='network'><mac address='${mac}'/><source network='default'/><model type='virtio'/></interface>
<disk type='file' device='cdrom'><target dev='hda' bus='ide'/><readonly/></disk></devices></domain>
XML`

async function openHardware(page: Page, shared: Student, locale: 'zh' | 'en'): Promise<void> {
  await page.goto(`/${locale}/lab`)
  await expect(page.getByTestId('lab-chip')).toContainText(locale === 'zh' ? '运行中' : 'running', { timeout: 90_000 })
  await inLab(shared, 'sh', '-c', vm)
  await page.goto(`/${locale}/lab/vms/web/hardware`)
  await expect(page.getByTestId('hardware')).toBeVisible()
}

/** Tab until the focus is on what matches; a person would not do it much longer either. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let n = 0; n < 60; n += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const { activeElement: at } = document
      const label = at?.id ? document.querySelector(`label[for="${at.id}"]`)?.textContent : ''
      return `${at?.getAttribute('aria-label') ?? ''} ${label ?? ''} ${at?.textContent ?? ''}`.trim()
    })
    if (name.test(focused)) return
  }
  throw new Error(`no way by Tab to ${name}`)
}

test.beforeEach(async ({ page, shared }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await signInAs(page, shared)
})

test('[4.1-add] [4.4-add] a disk added by keyboard alone, running, and removed', async ({ page, shared }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await openHardware(page, shared, 'en')
  await page.getByRole('button', { name: 'Add Hardware' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expectCommand(dialog, /virsh vol-create-as default web-1\.qcow2 1G/)
  await tabTo(page, /^Volume name/)
  await page.keyboard.press('Control+A')
  await page.keyboard.type('keys.qcow2')
  await tabTo(page, /^Size/)
  await page.keyboard.press('Control+A')
  await page.keyboard.type('2')
  expect(await seriousFaults(page, 'add hardware en dark')).toEqual([])
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  const blocks = await inLab(shared, 'virsh', 'domblklist', 'web')
  expect(blocks).toMatch(/vda +\/var\/lib\/libvirt\/images\/keys\.qcow2/)
  await expect.poll(() => inLab(shared, 'virsh', 'domblklist', 'web', '--inactive')).toContain('keys.qcow2')

  await page.getByTestId('device-tree').getByRole('button', { name: 'VirtIO Disk 1' }).click()
  await page.getByRole('button', { name: 'Remove…' }).click()
  await dialog.getByRole('radio', { name: 'From the next start on', exact: true }).click()
  await expectCommand(dialog, /virsh detach-disk web vda --config/)
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(() => inLab(shared, 'virsh', 'domblklist', 'web', '--inactive')).not.toContain('keys.qcow2')
  await expect.poll(() => inLab(shared, 'virsh', 'domblklist', 'web')).toContain('keys.qcow2')
})

test('[4.4-add] [4.5-link] what the terminal plugs in is there and lights up; the cable out by a click', async ({
  page,
  shared,
}) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await openHardware(page, shared, 'zh')
  const tree = page.getByTestId('device-tree')
  await inLab(shared, 'virsh', 'vol-create-as', 'default', 'typed.raw', '8M', '--format', 'raw')
  const source = '/var/lib/libvirt/images/typed.raw'
  await inLab(
    shared,
    'virsh',
    'attach-disk',
    'web',
    source,
    'sdb',
    '--targetbus',
    'usb',
    '--subdriver',
    'raw',
    '--live',
    '--config',
  )
  await expect(tree.getByRole('listitem').filter({ hasText: 'USB 磁盘' })).toHaveClass(/glow-once/)
  await tree.getByRole('button', { name: 'USB 磁盘' }).click()
  await expect(page.getByTestId('hardware')).toContainText(source)
  await inLab(shared, 'virt-xml', 'web', '--edit', 'target=sdb', '--disk', 'driver.cache=none')
  const cache = page.getByRole('combobox', { name: '缓存模式' })
  await expect(cache).toHaveClass(/glow-once/)
  await expect(cache).toContainText('none')
  await page.getByRole('combobox', { name: 'I/O 模式' }).click()
  await page.getByRole('option', { name: /^native/ }).click()
  await expectCommand(page.locator('body'), /virt-xml web --edit target=sdb --disk driver\.io=native/)
  expect(await seriousFaults(page, 'disk zh light', '[data-testid=hardware]')).toEqual([])
  await page.getByRole('button', { name: '应用' }).click()
  await expect(page.getByTestId('command-echo')).toBeHidden()
  await expect.poll(() => inLab(shared, 'virsh', 'dumpxml', '--inactive', 'web')).toContain("cache='none' io='native'")

  await page.getByRole('button', { name: '移除…' }).click()
  await page.getByRole('dialog').getByRole('checkbox', { name: '同时删除存储卷' }).click()
  await expectCommand(page.getByRole('dialog'), /virsh vol-delete typed\.raw --pool default/)
  await page.getByRole('dialog').getByRole('button', { name: '移除', exact: true }).click()
  await expect(tree.getByRole('button', { name: 'USB 磁盘' })).toBeHidden()
  await expect.poll(() => inLab(shared, 'virsh', 'vol-list', 'default')).not.toContain('typed.raw')

  await tree.getByRole('button', { name: /00:00:21/ }).click()
  await page.getByRole('checkbox', { name: /网线已插上/ }).click()
  await page.getByRole('button', { name: '应用' }).click()
  await expect(page.getByTestId('command-echo')).toBeHidden()
  await expect.poll(() => inLab(shared, 'virsh', 'domif-getlink', 'web', mac)).toContain('down')
  await inLab(shared, 'virsh', 'domif-setlink', 'web', mac, 'up')
  await expect(page.getByRole('checkbox', { name: /网线已插上/ })).toBeChecked()
  expect(await seriousFaults(page, 'nic zh light', '[data-testid=hardware]')).toEqual([])
})

test('[4.4-media] [4.4-io] a CD in and out; what QEMU would refuse is said as it is chosen', async ({
  page,
  shared,
}) => {
  await openHardware(page, shared, 'en')
  const tree = page.getByTestId('device-tree')
  await tree.getByRole('button', { name: 'IDE CDROM 1' }).click()
  await page.getByRole('combobox', { name: 'Insert' }).click()
  await page.getByRole('option', { name: /tinyvm-1\.0-x86_64\.iso/ }).click()
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByTestId('medium')).toContainText('.iso')
  await expect.poll(() => inLab(shared, 'virsh', 'domblklist', 'web')).toMatch(/hda +\S+\.iso/)
  await page.getByRole('button', { name: 'Eject' }).click()
  await expect(page.getByTestId('medium')).toHaveText('Empty')
  await expect.poll(() => inLab(shared, 'virsh', 'domblklist', 'web', '--inactive')).toMatch(/hda +-/)

  await page.getByRole('button', { name: 'Add Hardware' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/^Advanced/).click()
  await dialog.getByRole('combobox', { name: 'I/O mode' }).click()
  await page.getByRole('option', { name: /^native/ }).click()
  await expect(dialog).toContainText('native needs cache none or directsync')
  await expect(dialog.getByRole('button', { name: 'Add', exact: true })).toBeDisabled()
  await dialog.getByRole('combobox', { name: 'Cache mode' }).click()
  await page.getByRole('option', { name: /^none/ }).click()
  await expect(dialog.getByRole('button', { name: 'Add', exact: true })).toBeEnabled()
  await dialog.getByRole('navigation').getByRole('button', { name: 'TPM' }).click()
  await expect(dialog).toContainText('swtpm')
  await dialog.getByRole('navigation').getByRole('button', { name: 'Network', exact: true }).click()
  await dialog.getByRole('button', { name: 'A new one' }).click()
  await expectCommand(dialog, /--mac 52:54:00/)
})
