import { expect, type Locator, type Page } from 'playwright/test'
import type { GuiProof } from '#tests/support/gui-proof.ts'

const words = {
  zh: {
    more: (vm: string) => `${vm} 的更多操作`,
    screen: '打开屏幕',
    serial: '打开串口控制台',
    start: /^运行/,
    resume: /^恢复/,
    destroy: /^强制关闭/,
    text: '向虚拟机输入文本',
    textLabel: '文本',
    type: '键入',
    display: '显示',
    listen: '监听',
    localhost: /^仅本机/,
    automatic: '自动',
    protect: '要求密码',
    apply: '应用',
    addHardware: '添加硬件',
    add: '添加',
    channel: '信道',
    serialPort: '串口',
    deviceType: '类型',
  },
  en: {
    more: (vm: string) => `More actions on ${vm}`,
    screen: 'Open the screen',
    serial: 'Open the serial console',
    start: /^Run/,
    resume: /^Resume/,
    destroy: /^Force off/,
    text: 'Text into the VM',
    textLabel: 'Text',
    type: 'Type it',
    display: 'Display',
    listen: 'Listen',
    localhost: /^This host only/,
    automatic: 'Automatic',
    protect: 'Ask for a password',
    apply: 'Apply',
    addHardware: 'Add Hardware',
    add: 'Add',
    channel: 'Channel',
    serialPort: 'Serial',
    deviceType: 'Type',
  },
}
type Words = (typeof words)['zh' | 'en']

/** An action of the menu that each VM of the list has. */
async function act(page: Page, w: Words, vm: string, action: string | RegExp): Promise<void> {
  const row = page.getByTestId('vm-list').first().getByTestId(`vm-${vm}`)
  await row.getByRole('button', { name: w.more(vm), exact: true }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

async function offAndOn(page: Page, w: Words, vm: string): Promise<void> {
  await act(page, w, vm, w.destroy)
  await page.getByRole('dialog').getByRole('button', { name: w.destroy }).click()
  await expect(page.getByRole('dialog')).toBeHidden({ timeout: 30_000 })
  await act(page, w, vm, w.start)
}

/** The lesson has four display forms: desk01, media01, pay01, blind01. */
function display(page: Page, w: Words, place: number): Locator {
  return page.getByRole('form', { name: w.display, exact: true }).nth(place)
}

async function apply(form: Locator, w: Words): Promise<void> {
  await form.getByRole('button', { name: w.apply, exact: true }).click()
  await expect(form.getByTestId('command-echo')).toHaveCount(0, { timeout: 30_000 })
}

async function choose(page: Page, scope: Locator, field: string, option: RegExp): Promise<void> {
  await scope.getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: option }).first().click()
}

async function addHardware(page: Page, w: Words, vm: string, kind: string, type?: RegExp): Promise<void> {
  const hardware = page.locator(`[data-testid=hardware][aria-label*="${vm}"]`)
  await hardware.getByRole('button', { name: w.addHardware }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: kind, exact: true }).click()
  if (type) await choose(page, dialog, w.deviceType, type)
  await dialog.getByRole('button', { name: w.add, exact: true }).click()
  await expect(dialog).toBeHidden({ timeout: 30_000 })
}

export default {
  typed: async ({ page, lab, locale, v }) => {
    const w = words[locale]
    await act(page, w, 'desk01', w.screen)
    await expect(page.getByTestId('vm-screen')).toHaveAttribute('data-state', 'connected')
    await page.getByRole('button', { name: w.text }).click()
    const panel = page.getByRole('dialog')
    await expect(async () => {
      for (const line of ['root\n', 'tinyvm\n', `udhcpc -nqx hostname:${v.desk}\n`]) {
        await panel.getByLabel(w.textLabel, { exact: true }).fill(line)
        await panel.getByRole('button', { name: w.type }).click()
        await expect(panel.getByRole('button', { name: w.type })).toBeVisible({ timeout: 30_000 })
      }
      expect(await lab('virsh net-dhcp-leases default')).toContain(v.desk)
    }).toPass({ timeout: 90_000 })
    await page.keyboard.press('Escape')
  },

  vnc: async ({ page, locale, v }) => {
    const w = words[locale]
    const form = display(page, w, 0)
    await choose(page, form, w.listen, w.localhost)
    await form.getByRole('checkbox', { name: w.automatic }).uncheck()
    await form.locator('[name=port]').fill(v.port ?? '')
    await form.getByRole('checkbox', { name: w.protect }).check()
    await form.locator('[name=display-password]').fill('lab-pass')
    await apply(form, w)
    await offAndOn(page, w, 'desk01')
  },

  spice: async ({ page, locale }) => {
    const w = words[locale]
    const form = display(page, w, 1)
    await form.getByRole('radio', { name: 'SPICE' }).click()
    await choose(page, form, w.listen, w.localhost)
    await apply(form, w)
    await addHardware(page, w, 'media01', w.channel, /spicevmc/)
    await act(page, w, 'media01', w.start)
  },

  serial: async ({ page, lab, locale, v }) => {
    const w = words[locale]
    await addHardware(page, w, 'box01', w.serialPort)
    await act(page, w, 'box01', w.start)
    await act(page, w, 'box01', w.serial)
    const serial = page.getByTestId('serial-screen')
    const say = async (line: string) => {
      await serial.locator('.xterm-helper-textarea').focus()
      await page.keyboard.type(line)
      await page.keyboard.press('Enter')
    }
    await expect(async () => {
      await say('')
      await expect(serial).toContainText('login:', { timeout: 3_000 })
    }).toPass({ timeout: 120_000 })
    await say('root')
    await expect(serial).toContainText('Password')
    await say('tinyvm')
    await expect(serial).toContainText(':~#')
    await expect(async () => {
      await say(`udhcpc -nqx hostname:${v.box}`)
      expect(await lab('virsh net-dhcp-leases default')).toContain(v.box)
    }).toPass({ timeout: 60_000 })
  },

  'no-picture': async ({ page, locale }) => {
    const w = words[locale]
    await act(page, w, 'cam01', w.resume)
    const pay = display(page, w, 2)
    await choose(page, pay, w.listen, w.localhost)
    await apply(pay, w)
    await act(page, w, 'pay01', w.start)
    await apply(display(page, w, 3), w)
    await offAndOn(page, w, 'blind01')
  },
} satisfies Record<string, GuiProof>
