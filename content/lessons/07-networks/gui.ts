import { expect, type Locator, type Page } from 'playwright/test'
import { pasteXml } from '#tests/e2e/xml-editor.ts'
import type { GuiProof } from '#tests/support/gui-proof.ts'

const words = {
  zh: {
    add: '新建网络',
    name: '名称',
    isolated: /^隔离/,
    nat: /^NAT/,
    route: /^路由/,
    open: /^开放/,
    bridge: /^宿主机网桥/,
    hostBridge: '网桥',
    address: '宿主机地址',
    first: '起始地址',
    last: '结束地址',
    lease: '租期',
    create: '创建',
    addStatic: '添加静态地址',
    staticAddress: '地址',
    hostname: '主机名',
    servers: 'DNS 服务器',
    now: '现在重启网络',
    applyNow: '应用并重启',
    forwards: '端口转发',
    hostPort: '宿主机端口',
    forward: '转发端口',
    dhcp: /^分配地址/,
    apply: '应用',
    start: /^启动/,
    autostart: '随宿主机启动',
    run: '运行',
    nic: '虚拟机与网卡',
    check: '开始检查',
    plug: '接上网线',
  },
  en: {
    add: 'Add network',
    name: 'Name',
    isolated: /^Isolated/,
    nat: /^NAT/,
    route: /^Routed/,
    open: /^Open/,
    bridge: /^Bridge of the host/,
    hostBridge: 'Bridge',
    address: 'Host’s address',
    first: 'First address',
    last: 'Last address',
    lease: 'Lease time',
    create: 'Create',
    addStatic: 'Add static address',
    staticAddress: 'Address',
    hostname: 'Host name',
    servers: 'DNS servers',
    now: 'Restart the network now',
    applyNow: 'Apply and restart',
    forwards: 'Port forwarding',
    hostPort: 'Port of the host',
    forward: 'Forward the port',
    dhcp: /^Give out addresses/,
    apply: 'Apply',
    start: /^Start/,
    autostart: 'Start with the host',
    run: 'Run',
    nic: 'VM and NIC',
    check: 'Run the checks',
    plug: 'Plug the cable in',
  },
}
type Words = (typeof words)['zh' | 'en']
type Mode = 'isolated' | 'nat' | 'route' | 'open'

/** The lesson's widgets, in its order. */
const places = { create: 1, static: 2, forward: 3, diagnose: 4, office: 5, shop: 6 }

function widget(page: Page, place: keyof typeof places): Locator {
  return page.getByTestId('networks').nth(places[place])
}

async function openTab(networks: Locator, name: string): Promise<Locator> {
  const panel = networks.getByTestId('network-panel')
  await panel.getByRole('tab', { name, exact: true }).click()
  return panel
}

async function openNew(page: Page, w: Words, name: string): Promise<Locator> {
  await widget(page, 'create').getByRole('button', { name: w.add }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(w.name, { exact: true }).fill(name)
  return dialog
}

async function create(dialog: Locator, w: Words): Promise<void> {
  await dialog.getByRole('button', { name: w.create, exact: true }).click()
  await expect(dialog).toBeHidden({ timeout: 30_000 })
}

async function addNetwork(
  page: Page,
  w: Words,
  { name, mode, subnet, lease }: { name: string; mode: Mode; subnet: string; lease?: string },
): Promise<void> {
  const dialog = await openNew(page, w, name)
  await dialog.getByRole('radio', { name: w[mode] }).click()
  await dialog.getByLabel(w.address, { exact: true }).fill(`${subnet}.1/24`)
  await dialog.getByLabel(w.first, { exact: true }).fill(`${subnet}.10`)
  await dialog.getByLabel(w.last, { exact: true }).fill(`${subnet}.50`)
  if (lease) await dialog.getByLabel(w.lease, { exact: true }).fill(lease)
  await create(dialog, w)
}

const renew = (vm: string) => `guest ${vm} 'killall -USR2 udhcpc && killall -USR1 udhcpc'`

export default {
  'own-network': async ({ page, v, locale }) => {
    await addNetwork(page, words[locale], { name: v.net!, mode: 'isolated', subnet: v.subnet!, lease: v.lease })
  },

  'four-modes': async ({ page, locale }) => {
    const w = words[locale]
    await addNetwork(page, w, { name: 'dev', mode: 'nat', subnet: '10.11.1' })
    await addNetwork(page, w, { name: 'partner', mode: 'route', subnet: '10.11.2' })
    await addNetwork(page, w, { name: 'probe', mode: 'open', subnet: '10.11.3' })
    const dialog = await openNew(page, w, 'lan')
    await dialog.getByRole('radio', { name: w.bridge }).click()
    await dialog.getByRole('combobox', { name: w.hostBridge, exact: true }).click()
    await page.getByRole('option', { name: 'br-lan' }).click()
    await create(dialog, w)
  },

  'static-address': async ({ page, lab, v, locale }) => {
    const w = words[locale]
    const panel = await openTab(widget(page, 'static'), 'DHCP')
    await panel.getByRole('button', { name: w.addStatic }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(w.staticAddress, { exact: true }).fill(`192.168.122.${v.host}`)
    await dialog.getByLabel(w.hostname, { exact: true }).fill('test-server')
    await dialog.getByRole('button', { name: w.addStatic }).click()
    await expect(dialog).toBeHidden()
    await lab(renew('web01'))
  },

  'dns-forwarder': async ({ page, locale }) => {
    const w = words[locale]
    const panel = await openTab(widget(page, 'static'), 'DNS')
    await panel.getByLabel(w.servers, { exact: true }).fill('203.0.113.1')
    await panel.getByRole('radio', { name: w.now }).click()
    await panel.getByRole('button', { name: w.applyNow }).click()
  },

  'port-forward': async ({ page, v, locale }) => {
    const w = words[locale]
    const panel = await openTab(widget(page, 'forward'), w.forwards)
    await panel.getByLabel(w.hostPort, { exact: true }).fill(v.port!)
    await panel.getByRole('button', { name: w.forward, exact: true }).click()
  },

  'fix-office': async ({ page, locale }) => {
    const w = words[locale]
    const panel = await openTab(widget(page, 'office'), 'DHCP')
    await panel.getByRole('checkbox', { name: w.dhcp }).click()
    await panel.getByLabel(w.first, { exact: true }).fill('10.10.1.10')
    await panel.getByLabel(w.last, { exact: true }).fill('10.10.1.50')
    await panel.getByRole('button', { name: w.apply, exact: true }).click()
  },

  'fix-backup': async ({ page, locale }) => {
    const w = words[locale]
    const networks = widget(page, 'office')
    await networks.getByTestId('network-backup').click()
    const panel = networks.getByTestId('network-panel')
    await panel.getByRole('button', { name: w.start }).click()
    await panel.getByRole('checkbox', { name: w.autostart }).click()
    await page.getByTestId('vm-vault01').focus()
    await page.keyboard.press('Shift+F10')
    await page
      .getByRole('menuitem', { name: new RegExp(`^${w.run}`) })
      .first()
      .click()
  },

  'fix-shop': async ({ page, lab, locale }) => {
    const w = words[locale]
    const xml = await lab('virsh net-dumpxml --inactive shop')
    const panel = await openTab(widget(page, 'shop'), 'XML')
    await pasteXml(page, panel, xml.replace(/\s*<dnsmasq:options>[^]*<\/dnsmasq:options>/, ''))
    await panel.getByRole('radio', { name: w.now }).click()
    await panel.getByRole('button', { name: w.applyNow }).click()
    await expect(panel.getByRole('button', { name: w.applyNow })).toBeHidden({ timeout: 30_000 })
    await lab(renew('shop01'))
  },

  'fix-lobby': async ({ page, lab, locale }) => {
    const w = words[locale]
    // No page changes the host's firewall.
    await lab(`sed -i /virbr-lobby/d /etc/nftables.conf && systemctl reload nftables`)
    const networks = widget(page, 'diagnose')
    await networks.getByRole('combobox', { name: w.nic }).click()
    await page.getByRole('option', { name: /^kiosk01/ }).click()
    await networks.getByRole('button', { name: w.check }).click()
    await networks.getByTestId('check-link').getByRole('button', { name: w.plug }).click()
  },
} satisfies Record<string, GuiProof>
