import { expect, type Page } from 'playwright/test'
import type { GuiProof } from '#tests/support/gui-proof.ts'

const words = {
  zh: { run: '在终端里运行', autostart: '宿主机引导时启动虚拟机', apply: '应用' },
  en: { run: 'Run in the terminal', autostart: 'Start virtual machine on host boot up', apply: 'Apply' },
}

/** Groups and packages have no widget: the page's way is a click on the lesson's own command. */
async function click(page: Page, command: string, locale: 'zh' | 'en'): Promise<void> {
  const line = page.getByTestId('lesson-command').filter({ hasText: command }).first()
  await line.getByRole('button', { name: words[locale].run }).click()
}

export default {
  permissions: async ({ page, locale }) => click(page, 'sudo usermod -aG libvirt,kvm student', locale),
  'system-vm': async ({ page, locale }) => {
    const { autostart, apply } = words[locale]
    const panel = page.locator('main')
    await panel.getByLabel(autostart).check()
    await panel.getByRole('button', { name: apply, exact: true }).click()
  },
  'virt-manager': async ({ page, locale }) => {
    await click(page, 'sudo apt update', locale)
    await expect(page.getByTestId('terminal-screen')).toContainText(/Packages/)
    await click(page, 'sudo apt install -y virt-manager', locale)
  },
} satisfies Record<string, GuiProof>
