import type { GuiProof } from '#tests/support/gui-proof.ts'

export default {
  'first-volume': async ({ page, v, locale }) => {
    await page.getByRole('button', { name: locale === 'zh' ? '创建存储卷' : 'Create volume' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('[name=volume]').fill(v.volume ?? '')
    await dialog.locator('[name=capacity]').fill('1')
    await dialog.getByRole('button', { name: locale === 'zh' ? '创建' : 'Create', exact: true }).click()
  },
} satisfies Record<string, GuiProof>
