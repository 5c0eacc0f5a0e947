import { expect, type Locator, type Page } from 'playwright/test'
import type { GuiProof } from '#tests/support/gui-proof.ts'

type Locale = 'zh' | 'en'

const words = {
  zh: {
    apply: '应用',
    current: '当前分配',
    maximum: '最大分配',
    model: '型号',
    manual: '手动设置 CPU 拓扑',
    sockets: '插槽',
    cores: '核心',
    product: '最大分配改为 4',
    share: '不参与内存合并',
    up: '上移 vda',
    autostart: '宿主机引导时启动虚拟机',
    addHardware: '添加硬件',
    volume: '存储卷名称',
    size: '容量',
    advanced: /^高级/,
    cache: '缓存模式',
    io: 'I/O 模式',
    add: '添加',
    insert: '放入光盘',
    bus: '磁盘总线',
    source: '网络源',
    nicModel: '设备型号',
    mac: 'MAC 地址',
    cable: /网线已插上/,
  },
  en: {
    apply: 'Apply',
    current: 'Current allocation',
    maximum: 'Maximum allocation',
    model: 'Model',
    manual: 'Manually set CPU topology',
    sockets: 'Sockets',
    cores: 'Cores',
    product: 'Make the maximum 4',
    share: 'Keep its pages to itself',
    up: 'Move vda up',
    autostart: 'Start virtual machine on host boot up',
    addHardware: 'Add Hardware',
    volume: 'Volume name',
    size: 'Size',
    advanced: /^Advanced/,
    cache: 'Cache mode',
    io: 'I/O mode',
    add: 'Add',
    insert: 'Insert',
    bus: 'Disk bus',
    source: 'Network source',
    nicModel: 'Device model',
    mac: 'MAC address',
    cable: /the cable is in/,
  },
}

/** The lesson has several widgets on one VM: the one below a heading. */
function widget(page: Page, vm: string, place: number): Locator {
  return page.locator(`[data-testid=hardware][aria-label*="${vm}"]`).nth(place)
}

async function apply(panel: Locator, locale: Locale): Promise<void> {
  await panel.getByRole('button', { name: words[locale].apply, exact: true }).click()
  await expect(panel.getByTestId('command-echo')).toHaveCount(0)
}

async function choose(page: Page, scope: Locator, field: string, option: RegExp): Promise<void> {
  await scope.getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: option }).first().click()
}

export default {
  'live-change': async ({ page, locale }) => {
    const w = words[locale]
    const cpus = widget(page, 'app01', 1)
    await cpus.getByLabel(w.current).fill('2')
    await apply(cpus, locale)
    const memory = widget(page, 'app01', 2)
    await memory.getByLabel(w.current).fill('256')
    await apply(memory, locale)
  },

  'next-boot': async ({ page, locale }) => {
    const memory = widget(page, 'app01', 2)
    await memory.getByLabel(words[locale].maximum).fill('512')
    await apply(memory, locale)
    await expect(memory.getByTestId('pending-banner')).toBeVisible()
  },

  blueprint: async ({ page, locale }) => {
    const w = words[locale]
    const cpus = widget(page, 'db01', 0)
    await choose(page, cpus, w.model, /^Nehalem(?!-)/)
    await cpus.getByRole('checkbox', { name: w.manual }).check()
    await cpus.getByLabel(w.sockets, { exact: true }).fill('2')
    await cpus.getByLabel(w.cores, { exact: true }).fill('2')
    await cpus.getByRole('button', { name: w.product }).click()
    await apply(cpus, locale)
    const memory = widget(page, 'db01', 1)
    await memory.getByRole('checkbox', { name: w.share }).check()
    await apply(memory, locale)
    const boot = widget(page, 'db01', 2)
    await boot.getByRole('button', { name: w.up }).click()
    await boot.getByRole('checkbox', { name: w.autostart }).check()
    await apply(boot, locale)
  },

  storage: async ({ page, locale }) => {
    const w = words[locale]
    await widget(page, 'app01', 3).getByRole('button', { name: w.addHardware }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(w.volume).fill('app01-data.qcow2')
    await dialog.getByRole('textbox', { name: w.size }).fill('1')
    await dialog.getByText(w.advanced).click()
    await choose(page, dialog, w.cache, /^none/)
    await choose(page, dialog, w.io, /^native/)
    await dialog.getByRole('button', { name: w.add, exact: true }).click()
    await expect(dialog).toBeHidden()
    const drive = widget(page, 'app01', 4)
    await choose(page, drive, w.insert, /tinyvm-1\.0-x86_64\.iso/)
    // What ejects it again is told at once, so an echo remains.
    await drive.getByRole('button', { name: w.apply, exact: true }).click()
    await expect(drive.getByTestId('medium')).toContainText('.iso')
  },

  'old-vm': async ({ page, locale }) => {
    const w = words[locale]
    const disk = widget(page, 'old01', 0)
    await choose(page, disk, w.bus, /^VirtIO/)
    await apply(disk, locale)
    const nic = widget(page, 'old01', 1)
    await choose(page, nic, w.source, /hostonly/)
    await choose(page, nic, w.nicModel, /^virtio/)
    await nic.getByLabel(w.mac).fill('52:54:00:04:00:30')
    await apply(nic, locale)
  },

  cable: async ({ page, locale }) => {
    const nic = widget(page, 'app01', 5)
    await nic.getByRole('checkbox', { name: words[locale].cable }).click()
    await apply(nic, locale)
  },
} satisfies Record<string, GuiProof>
