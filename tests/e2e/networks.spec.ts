import type { Page } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { expectCommand } from './echo.ts'
import { noteGlows } from './glow.ts'
import { expect, inLab, signInAs, test } from './shared-student.ts'

async function openNetworks(page: Page, locale: 'zh' | 'en'): Promise<void> {
  await page.goto(`/${locale}/lab/networks`)
  await expect(page.getByTestId('network-default')).toContainText(locale === 'zh' ? '活动' : 'Active', {
    timeout: 90_000,
  })
}

/** Goes on with Tab until the focus is in the field of that label, or on that button. */
async function tabTo(page: Page, name: string): Promise<void> {
  const at = page.getByRole('dialog').getByLabel(name, { exact: true })
  for (let step = 0; step < 60; step++) {
    if (await at.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${name}`)
}

async function retype(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

test.beforeEach(async ({ page, shared }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await signInAs(page, shared)
})

test('[7.3-isolated] [7.3-dhcp] the worked example by keyboard alone; what the terminal stops lights up', async ({
  page,
  shared,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await openNetworks(page, 'en')
  await page.getByRole('button', { name: 'Add network' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await retype(page, 'Name', 'isolated-network')
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('radio', { name: /^NAT/ })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  const isolated = dialog.getByRole('radio', { name: /^Isolated/ })
  await expect(isolated).toBeChecked()
  // A short press on a busy page: the key is up again before the focus moves.
  await isolated.evaluate((radio) => {
    for (const type of ['keydown', 'keyup'])
      radio.dispatchEvent(new KeyboardEvent(type, { key: 'ArrowDown', bubbles: true, cancelable: true }))
  })
  await expect(dialog.getByRole('radio', { name: /^Routed/ })).toBeChecked()
  await page.keyboard.press('ArrowUp')
  await expect(isolated).toBeChecked()

  await retype(page, 'Host’s address', '192.168.122.129/25')
  await expect(dialog).toContainText('overlaps 192.168.122.0/24 of the network default')
  await retype(page, 'Host’s address', '10.0.0.1/24')
  await expect(dialog).not.toContainText('overlaps')
  await retype(page, 'First address', '10.0.0.10')
  await retype(page, 'Last address', '10.0.0.50')
  await expectCommand(dialog, /virsh net-define \/dev\/stdin/)
  expect(await seriousFaults(page, 'new network, en dark')).toEqual([])
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Add network' })).toBeFocused()

  const item = page.getByTestId('network-isolated-network')
  await expect(item).toContainText('10.0.0.0/24')
  const info = await inLab(shared, 'virsh', 'net-info', 'isolated-network')
  expect(info).toMatch(/Active:\s+yes[^]*Persistent:\s+yes[^]*Autostart:\s+yes/)
  const xml = await inLab(shared, 'virsh', 'net-dumpxml', 'isolated-network')
  expect(xml).toContain("<range start='10.0.0.10' end='10.0.0.50'/>")
  expect(xml).not.toContain('<forward')

  const expectGlow = await noteGlows(page)
  await inLab(shared, 'virsh', 'net-destroy', 'isolated-network')
  await expectGlow('network-isolated-network')
  await expect(item).toContainText('Inactive')
  expect(await seriousFaults(page, 'networks, en dark', '[data-testid=networks]')).toEqual([])
})

test('[7.4-host] [7.4-forward] [7.5-diagnose] a static address, a forwarded port, and the checks', async ({
  page,
  shared,
}) => {
  await page.emulateMedia({ colorScheme: 'light' })
  const define = `virt-install --name web --osinfo generic --memory 64 --disk none --network network=default,mac=52:54:00:00:00:07 \\
    --import --graphics none --print-xml > /tmp/web.xml && virsh -q define /tmp/web.xml`
  await openNetworks(page, 'zh')
  await inLab(shared, 'sh', '-c', define)
  await expect(page.getByTestId('topology-text')).toContainText('web')
  await page.getByTestId('network-default').click()
  const panel = page.getByTestId('network-panel')
  await panel.getByRole('tab', { name: 'DHCP' }).click()
  await panel.getByRole('button', { name: '添加静态地址' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('MAC 地址')).toHaveValue('52:54:00:00:00:07')
  await dialog.getByLabel('地址', { exact: true }).fill('192.168.122.1')
  await expect(dialog).toContainText('宿主机自己的地址')
  await dialog.getByLabel('地址', { exact: true }).fill('192.168.122.80')
  await dialog.getByRole('button', { name: '添加静态地址' }).click()
  await expect(dialog).toBeHidden()
  await expect(panel).toContainText('192.168.122.80')
  await expect
    .poll(() => inLab(shared, 'virsh', 'net-dumpxml', 'default'))
    .toContain("<host mac='52:54:00:00:00:07' name='web' ip='192.168.122.80'/>")

  await panel.getByRole('tab', { name: '端口转发' }).click()
  await expectCommand(panel, /--to-destination/)
  await panel.getByRole('button', { name: '转发端口' }).click()
  await expect(panel).toContainText('192.168.122.80:80')
  await expect
    .poll(() => inLab(shared, 'iptables-save', '-t', 'nat'))
    .toContain('--dport 8080 -j DNAT --to-destination 192.168.122.80:80')

  const diagnosis = page.getByTestId('diagnose')
  await diagnosis.getByRole('button', { name: '开始检查' }).click()
  await expect(page.getByTestId('check-active')).toHaveAttribute('data-verdict', 'ok')
  await expect(page.getByTestId('check-running')).toHaveAttribute('data-verdict', 'bad')
  await expect(page.getByTestId('check-uplink')).toContainText('ip route show default', { timeout: 60_000 })
  expect(await seriousFaults(page, 'networks, zh light', '[data-testid=networks]')).toEqual([])
})
