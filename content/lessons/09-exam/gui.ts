import { expect, type Locator, type Page } from 'playwright/test'
import type { GuiProof } from '#tests/support/gui-proof.ts'

const words = {
  zh: {
    addPool: '添加存储池',
    create: /^(创建|仅定义)$/,
    newVolume: '创建存储卷',
    actions: (volume: string) => `${volume} 的操作`,
    cloneVolume: '克隆…',
    clone: '克隆',
    addNetwork: '新建网络',
    name: '名称',
    nat: /^NAT/,
    address: '宿主机地址',
    first: '起始地址',
    last: '结束地址',
    forward: '前进',
    import: /导入现有磁盘映像/,
    memory: '内存',
    network: '选择网络',
    finish: '完成',
    off: '已关闭',
    running: '运行中',
    forceOff: '强制关闭',
    run: '运行',
    mac: 'MAC 地址',
    apply: '应用',
    cpus: 'CPU 数',
    maximum: '最大分配',
    boot: '引导选项',
    autostart: '宿主机引导时启动虚拟机',
    addHardware: '添加硬件',
    existing: '选择已有的存储卷',
    volume: '存储卷',
    advanced: /^高级/,
    cache: '缓存模式',
    add: '添加',
    addStatic: '添加静态地址',
    staticAddress: '地址',
    take: '创建快照',
  },
  en: {
    addPool: 'Add pool',
    create: /^(Create|Define only)$/,
    newVolume: 'Create volume',
    actions: (volume: string) => `Actions on ${volume}`,
    cloneVolume: 'Clone…',
    clone: 'Clone',
    addNetwork: 'Add network',
    name: 'Name',
    nat: /^NAT/,
    address: 'Host’s address',
    first: 'First address',
    last: 'Last address',
    forward: 'Forward',
    import: /Import existing disk image/,
    memory: 'Memory',
    network: 'Network selection',
    finish: 'Finish',
    off: 'Shut off',
    running: 'Running',
    forceOff: 'Force off',
    run: 'Run',
    mac: 'MAC address',
    apply: 'Apply',
    cpus: 'CPUs',
    maximum: 'Maximum allocation',
    boot: 'Boot Options',
    autostart: 'Start virtual machine on host boot up',
    addHardware: 'Add Hardware',
    existing: 'Select an existing volume',
    volume: 'Volume',
    advanced: /^Advanced/,
    cache: 'Cache mode',
    add: 'Add',
    addStatic: 'Add static address',
    staticAddress: 'Address',
    take: 'Take snapshot',
  },
}
type Words = (typeof words)['zh' | 'en']

/** Fills the open dialog's fields, by their names, and sends it. */
async function send(page: Page, fields: Record<string, string>, submit: string | RegExp): Promise<void> {
  const dialog = page.getByRole('dialog')
  for (const [name, value] of Object.entries(fields)) await dialog.locator(`[name=${name}]`).fill(value)
  await dialog.getByRole('button', { name: submit, exact: true }).click()
  await expect(dialog).toBeHidden({ timeout: 60_000 })
}

async function showPool(page: Page, pool: string): Promise<Locator> {
  const storage = page.getByTestId('storage')
  await storage.getByTestId(`pool-${pool}`).click()
  await expect(storage.getByTestId('pool-panel')).toHaveAttribute('aria-label', pool)
  return storage
}

async function choose(page: Page, scope: Locator, field: string, option: RegExp): Promise<void> {
  await scope.getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: option }).first().click()
}

async function act(vm: Locator, action: string): Promise<void> {
  await vm.focus()
  await vm.page().keyboard.press('Shift+F10')
  await vm
    .page()
    .getByRole('menuitem', { name: new RegExp(`^${action}(?! *详情)`) })
    .first()
    .click()
}

async function turnOff(page: Page, w: Words, name: string): Promise<void> {
  const vm = page.getByTestId(`vm-${name}`)
  await act(vm, w.forceOff)
  await page.getByRole('dialog').getByRole('button', { name: w.forceOff }).click()
  await expect(vm).toContainText(w.off, { timeout: 30_000 })
}

async function turnOn(page: Page, w: Words, name: string): Promise<void> {
  const vm = page.getByTestId(`vm-${name}`)
  await act(vm, w.run)
  await expect(vm).toContainText(w.running, { timeout: 30_000 })
}

/** The hardware widget with one of its devices chosen. */
async function device(page: Page, name: string | RegExp): Promise<Locator> {
  const hardware = page.getByTestId('hardware')
  await hardware.getByTestId('device-tree').getByRole('button', { name }).click()
  return hardware
}

async function apply(hardware: Locator, w: Words): Promise<void> {
  await hardware.getByRole('button', { name: w.apply, exact: true }).click()
  await expect(hardware.getByTestId('command-echo')).toHaveCount(0)
}

export default {
  'exam-pool': async ({ page, v, locale }) => {
    const w = words[locale]
    await page.getByTestId('storage').getByRole('button', { name: w.addPool }).click()
    await send(page, { pool: v.pool!, target: `/srv/${v.dir}` }, w.create)
  },

  'exam-volumes': async ({ page, v, locale }) => {
    const w = words[locale]
    const storage = await showPool(page, v.pool!)
    await storage.getByRole('button', { name: w.newVolume }).click()
    await send(page, { volume: `${v.disk}.qcow2`, capacity: v.sizeGiB! }, w.create)
    await showPool(page, 'default')
    await storage.getByRole('button', { name: w.actions('tinyvm-1.0-x86_64.qcow2'), exact: true }).click()
    await page.getByRole('menuitem', { name: w.cloneVolume }).click()
    await send(page, { newName: `${v.vm}.qcow2` }, w.clone)
  },

  'exam-network': async ({ page, v, locale }) => {
    const w = words[locale]
    await page.getByTestId('networks').getByRole('button', { name: w.addNetwork }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(w.name, { exact: true }).fill(v.net!)
    await dialog.getByRole('radio', { name: w.nat }).click()
    await dialog.getByLabel(w.address, { exact: true }).fill(`${v.subnet}.1/24`)
    await dialog.getByLabel(w.first, { exact: true }).fill(`${v.subnet}.100`)
    await dialog.getByLabel(w.last, { exact: true }).fill(`${v.subnet}.199`)
    await send(page, {}, w.create)
  },

  'exam-vm': async ({ page, v, locale }) => {
    const w = words[locale]
    const wizard = page.getByTestId('create-wizard')
    const forward = wizard.getByRole('button', { name: w.forward })
    await wizard.getByRole('radio', { name: w.import }).click()
    await forward.click()
    await wizard.getByRole('button', { name: `${v.vm}.qcow2` }).click()
    await wizard.getByRole('combobox').or(wizard.getByRole('searchbox')).first().fill('tinyvm')
    await wizard
      .getByRole('option', { name: /TinyVM/ })
      .first()
      .click()
    await forward.click()
    await wizard.getByLabel(w.memory, { exact: true }).fill(v.memoryMiB!)
    await wizard.getByLabel(/^CPU/).fill('1')
    await forward.click()
    await wizard.locator('[name=vm-name]').fill(v.vm!)
    await choose(page, wizard, w.network, new RegExp(v.net!))
    await wizard.getByRole('button', { name: w.finish }).click()
    await expect(page.getByTestId(`vm-${v.vm}`)).toContainText(w.running, { timeout: 60_000 })
    await turnOff(page, w, v.vm!)
    const nic = await device(page, /^NIC/)
    await nic.getByLabel(w.mac).fill(`52:54:00:09:00:${v.mac}`)
    await apply(nic, w)
  },

  'exam-hardware': async ({ page, v, locale }) => {
    const w = words[locale]
    const cpus = await device(page, w.cpus)
    await cpus.getByLabel(w.maximum).fill(v.cpus!)
    await apply(cpus, w)
    const boot = await device(page, w.boot)
    await boot.getByRole('checkbox', { name: w.autostart }).check()
    await apply(boot, w)
    await boot.getByRole('button', { name: w.addHardware }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: w.existing }).click()
    await choose(page, dialog, w.volume, new RegExp(`${v.disk}\\.qcow2`))
    await dialog.getByText(w.advanced).click()
    await choose(page, dialog, w.cache, /^none/)
    await send(page, {}, w.add)
  },

  'exam-address': async ({ page, v, locale }) => {
    const w = words[locale]
    const networks = page.getByTestId('networks')
    await networks.getByTestId(`network-${v.net}`).click()
    const panel = networks.getByTestId('network-panel')
    await panel.getByRole('tab', { name: 'DHCP', exact: true }).click()
    await panel.getByRole('button', { name: w.addStatic }).click()
    await page.getByRole('dialog').getByLabel(w.staticAddress, { exact: true }).fill(`${v.subnet}.${v.host}`)
    await send(page, {}, w.addStatic)
    await turnOn(page, w, v.vm!)
  },

  'exam-snapshot': async ({ page, v, locale }) => {
    const w = words[locale]
    await page.getByTestId('snapshots').getByRole('button', { name: w.take }).click()
    await send(page, { snapshot: v.snap!, description: 'Ready to hand over' }, w.take)
  },

  'exam-clone': async ({ page, v, locale }) => {
    const w = words[locale]
    await turnOff(page, w, v.vm!)
    const clone = page.getByTestId('clone')
    await clone.locator('[name=name]').fill(v.clone!)
    await clone.getByRole('button', { name: w.clone, exact: true }).click()
    await expect(page.getByTestId(`vm-${v.clone}`)).toBeVisible({ timeout: 60_000 })
    // The clone is there before its disks are: the form is free again when all is done.
    await expect(clone.getByRole('button', { name: w.clone, exact: true })).toBeEnabled({ timeout: 60_000 })
    await turnOn(page, w, v.vm!)
  },
} satisfies Record<string, GuiProof>
