import { fillWizard, finishWizard } from '#tests/e2e/wizard.ts'
import type { GuiProof } from '#tests/support/gui-proof.ts'

export default {
  // The ready disk is imported: the installation is not the point, and takes minutes without KVM.
  'first-vm': async ({ page, locale }) => {
    await fillWizard(page, { method: 'import', name: 'web01' }, locale)
    await finishWizard(page, locale)
  },
} satisfies Record<string, GuiProof>
