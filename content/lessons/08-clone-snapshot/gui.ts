import { expect, type Locator, type Page } from 'playwright/test'
import type { GuiProof } from '#tests/support/gui-proof.ts'

const words = {
  zh: {
    shutdown: '关机',
    off: '已关闭',
    run: '运行',
    running: '运行中',
    clone: '克隆',
    way: 'vda 如何处理',
    linked: '链接克隆',
    take: '创建快照',
    external: /^外部快照，仅磁盘/,
    revert: '恢复',
    edit: '编辑…',
    save: '保存',
    delete: '删除',
  },
  en: {
    shutdown: 'Shut down',
    off: 'Shut off',
    run: 'Run',
    running: 'Running',
    clone: 'Clone',
    way: 'What becomes of vda',
    linked: 'Linked clone',
    take: 'Take snapshot',
    external: /^External, disks only/,
    revert: 'Revert',
    edit: 'Edit…',
    save: 'Save',
    delete: 'Delete',
  },
}
type Words = (typeof words)['zh' | 'en']

/** A VM in the lesson's first list or its last. */
function row(page: Page, vm: string, list: 'first' | 'last'): Locator {
  return page.getByTestId(`vm-${vm}`)[list]()
}

async function choose(vm: Locator, action: string): Promise<void> {
  await vm.focus()
  const page = vm.page()
  await page.keyboard.press('Shift+F10')
  await page
    .getByRole('menuitem', { name: new RegExp(`^${action}(?! *(详情|saved))`) })
    .first()
    .click()
}

function snapshotsOf(page: Page, vm: string): Locator {
  return page.locator(`[data-testid=snapshots][aria-label*="${vm}"]`)
}

async function take(page: Page, w: Words, vm: string, o: { name: string; text?: string; kind?: RegExp }) {
  await snapshotsOf(page, vm).getByRole('button', { name: w.take }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('[name=snapshot]').fill(o.name)
  if (o.text) await dialog.locator('[name=description]').fill(o.text)
  if (o.kind) await dialog.getByRole('radio', { name: o.kind }).click()
  await dialog.getByRole('button', { name: w.take, exact: true }).click()
  await expect(dialog).toBeHidden({ timeout: 30_000 })
}

/** Chooses a snapshot, one of its actions, and answers the dialog. */
async function act(page: Page, vm: string, snapshot: string, o: { action: string; answer: string; text?: string }) {
  const tree = snapshotsOf(page, vm)
  await tree.getByTestId(`snapshot-${snapshot}`).click()
  await tree.getByRole('button', { name: o.action }).click()
  const dialog = page.getByRole('dialog')
  if (o.text) await dialog.locator('[name=description]').fill(o.text)
  await dialog.getByRole('button', { name: o.answer, exact: true }).click()
  await expect(dialog).toBeHidden({ timeout: 30_000 })
}

async function clone(page: Page, w: Words, vm: string, name: string): Promise<void> {
  const form = page.locator(`[data-testid=clone][aria-label*="${vm}"]`)
  await form.locator('[name=name]').fill(name)
  if (vm === 'golden') {
    await form.getByRole('combobox', { name: w.way }).click()
    await page.getByRole('option', { name: w.linked }).click()
  }
  await form.getByRole('button', { name: w.clone, exact: true }).click()
  await expect(form).toContainText(name)
  await expect(page.getByTestId(`vm-${name}`).first()).toBeVisible({ timeout: 60_000 })
}

export default {
  'full-clone': async ({ page, v, locale }) => {
    const w = words[locale]
    const web01 = row(page, 'web01', 'first')
    await choose(web01, w.shutdown)
    await expect(web01).toContainText(w.off, { timeout: 60_000 })
    await clone(page, w, 'web01', v.copy!)
    await choose(web01, w.run)
    await expect(web01).toContainText(w.running, { timeout: 30_000 })
  },

  'linked-clone': async ({ page, v, locale }) => {
    await clone(page, words[locale], 'golden', v.lab!)
  },

  take: async ({ page, v, locale }) => {
    const w = words[locale]
    await take(page, w, 'web01', { name: v.snap!, text: 'Before the update' })
    await take(page, w, 'db01', { name: 'nightly', kind: w.external })
  },

  revert: async ({ page, v, locale }) => {
    const w = words[locale]
    await act(page, 'app01', 'configured', { action: w.revert, answer: w.revert })
    await take(page, w, 'app01', { name: v.branch! })
  },

  tidy: async ({ page, locale }) => {
    const w = words[locale]
    await act(page, 'app01', 'upgrade-2.0', { action: w.delete, answer: w.delete })
    await act(page, 'app01', 'installed', { action: w.edit, answer: w.save, text: 'Fresh' })
    await act(page, 'db01', 'nightly', { action: w.delete, answer: w.delete })
  },

  remove: async ({ page, locale }) => {
    const w = words[locale]
    const old01 = row(page, 'old01', 'last')
    await choose(old01, w.delete)
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('checkbox', { name: 'vda' }).check()
    await dialog.getByRole('button', { name: w.delete, exact: true }).click()
    await expect(old01).toHaveCount(0, { timeout: 30_000 })
  },
} satisfies Record<string, GuiProof>
