import { expect } from 'playwright/test'
import { pasteXml } from '#tests/e2e/xml-editor.ts'
import type { GuiProof } from '#tests/support/gui-proof.ts'

const words = {
  zh: {
    run: '运行',
    autostart: '开机自启',
    ask: '每 2 秒上报一次',
    manager: '管理器',
    fromXml: '用 XML 新建…',
    define: '定义',
  },
  en: {
    run: 'Run',
    autostart: 'Start with the host',
    ask: 'Ask every 2 seconds',
    manager: 'Manager',
    fromXml: 'From XML…',
    define: 'Define',
  },
}

export default {
  'first-start': async ({ page, locale }) => {
    const w = words[locale]
    const web01 = page.getByTestId('vm-web01').first()
    for (const action of [w.run, w.autostart]) {
      await web01.click({ button: 'right' })
      await page.getByRole('menuitem', { name: new RegExp(`^${action}`) }).click()
    }
  },

  // The guest tells once when it has booted; the button is there when that is stale.
  'memory-figures': async ({ page, locale }) => {
    await page.getByTestId('monitor-web01').getByRole('button', { name: words[locale].ask }).click({ timeout: 90_000 })
  },

  kept: async ({ page, lab, locale }) => {
    const w = words[locale]
    await page.getByRole('tab', { name: w.manager, exact: true }).click()
    const manager = page.getByRole('tabpanel', { name: w.manager, exact: true })
    await manager.getByRole('button', { name: w.fromXml }).click()
    const dialog = page.getByRole('dialog')
    await pasteXml(page, dialog, await lab('cat /home/student/kiosk01.xml'))
    await dialog.getByRole('button', { name: w.define, exact: true }).click()
    await expect(dialog).toBeHidden()
    await manager.getByTestId('vm-kiosk01').click({ button: 'right' })
    await page.getByRole('menuitem', { name: new RegExp(`^${w.run}`) }).click()
  },
} satisfies Record<string, GuiProof>
