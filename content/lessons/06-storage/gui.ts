import { expect, type Locator, type Page } from 'playwright/test'
import type { GuiProof } from '#tests/support/gui-proof.ts'

const words = {
  zh: {
    add: '添加存储池',
    type: '类型',
    create: /^(创建|仅定义)$/,
    newVolume: '创建存储卷',
    actions: (volume: string) => `${volume} 的操作`,
    clone: '克隆…',
    cloneIt: '克隆',
    download: '下载',
    upload: '上传',
    resize: '调整大小…',
    resizeIt: '调整',
    rename: '改名…',
    renameIt: '克隆、改指向、删除',
    delete: '删除…',
    deleteIt: '删除',
    removeIt: '删除存储池',
  },
  en: {
    add: 'Add pool',
    type: 'Type',
    create: /^(Create|Define only)$/,
    newVolume: 'Create volume',
    actions: (volume: string) => `Actions on ${volume}`,
    clone: 'Clone…',
    cloneIt: 'Clone',
    download: 'Download',
    upload: 'Upload',
    resize: 'Resize…',
    resizeIt: 'Resize',
    rename: 'Rename…',
    renameIt: 'Clone, re-point, delete',
    delete: 'Delete…',
    deleteIt: 'Delete',
    removeIt: 'Delete the pool',
  },
}
type Words = (typeof words)['zh' | 'en']

/** The lesson has four: below the worked example, at the volumes, at resizing, at the repair. */
function widget(page: Page, place: number): Locator {
  return page.getByTestId('storage').nth(place)
}

async function show(storage: Locator, pool: string): Promise<void> {
  await storage.getByTestId(`pool-${pool}`).click()
  await expect(storage.getByTestId('pool-panel')).toHaveAttribute('aria-label', pool)
}

/** Fills the open dialog's fields and sends it. */
async function send(page: Page, fields: Record<string, string>, submit: string | RegExp): Promise<void> {
  const dialog = page.getByRole('dialog')
  for (const [name, value] of Object.entries(fields)) await dialog.locator(`[name=${name}]`).fill(value)
  await dialog.getByRole('button', { name: submit, exact: true }).click()
  await expect(dialog).toBeHidden({ timeout: 30_000 })
}

async function addPool(storage: Locator, w: Words, type: RegExp, fields: Record<string, string>): Promise<void> {
  const page = storage.page()
  await storage.getByRole('button', { name: w.add }).click()
  await page.getByRole('dialog').getByRole('combobox', { name: w.type, exact: true }).click()
  await page.getByRole('option', { name: type }).click()
  await send(page, fields, w.create)
}

async function act(storage: Locator, w: Words, volume: string, action: string): Promise<void> {
  await storage.getByRole('button', { name: w.actions(volume), exact: true }).click()
  await storage.page().getByRole('menuitem', { name: action }).click()
}

export default {
  'worked-example': async ({ page, locale }) => {
    const target = '/var/lib/libvirt/images/mypool'
    await addPool(widget(page, 0), words[locale], /^dir/, { pool: 'myvm-storage', target })
  },

  'other-pools': async ({ page, locale, v }) => {
    const add = (type: RegExp, fields: Record<string, string>) => addPool(widget(page, 0), words[locale], type, fields)
    await add(/^fs/, { pool: 'disk2', sourceDevice: '/dev/vdb1', target: '/srv/disk2' })
    await add(/^logical/, { pool: 'fast', sourceName: 'vg_fast' })
    await add(/^netfs/, { pool: 'nas', host: 'nas.lab.test', sourcePath: `/export/${v.disk}`, target: '/srv/nas' })
    await add(/^iscsi-direct/, {
      pool: 'san',
      host: '192.168.122.1',
      sourceDevice: 'iqn.2026-01.test.lab:vms',
      initiator: 'iqn.2026-01.test.lab:kvmhost',
    })
  },

  volumes: async ({ page, locale, v }) => {
    const w = words[locale]
    const storage = widget(page, 1)
    await show(storage, 'myvm-storage')
    await storage.getByRole('button', { name: w.newVolume }).click()
    await send(page, { volume: `${v.disk}.qcow2`, capacity: `${v.sizeGiB}` }, words[locale].create)

    await show(storage, 'default')
    await act(storage, w, 'report.qcow2', w.clone)
    await send(page, { newName: 'report-full.qcow2' }, w.cloneIt)

    const download = page.waitForEvent('download')
    await act(storage, w, 'seed.qcow2', w.download)
    const bytes = await (await (await download).createReadStream()).toArray()
    await show(storage, 'myvm-storage')
    await storage.getByRole('button', { name: w.upload }).click()
    const file = { name: 'seed.qcow2', mimeType: '', buffer: Buffer.concat(bytes as Buffer[]) }
    await page.getByTestId('upload-file').setInputFiles(file)
    await send(page, {}, w.upload)
  },

  grow: async ({ page, locale, v }) => {
    const storage = widget(page, 2)
    await show(storage, 'default')
    await act(storage, words[locale], 'db01-data.qcow2', words[locale].resize)
    await send(page, { capacity: `${v.grownGiB}` }, words[locale].resizeIt)
  },

  rename: async ({ page, locale }) => {
    const w = words[locale]
    const storage = widget(page, 2)
    await show(storage, 'default')
    await act(storage, w, 'new-final-v2.qcow2', w.rename)
    await send(page, { newName: 'app01.qcow2' }, w.renameIt)
    await act(storage, w, 'old-test.qcow2', w.delete)
    await send(page, {}, w.deleteIt)
  },

  repair: async ({ page, locale }) => {
    const w = words[locale]
    const storage = widget(page, 3)
    await show(storage, 'archive')
    await storage.getByTestId('pool-panel').getByRole('button', { name: w.delete }).click()
    await send(page, {}, w.removeIt)
    await addPool(storage, w, /^dir/, { pool: 'archive', target: '/srv/archive' })
  },
} satisfies Record<string, GuiProof>
