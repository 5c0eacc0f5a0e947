import { seriousFaults } from './axe.ts'
import { expectCommand } from './echo.ts'
import { walkTo } from './keys.ts'
import { expect, inLab, signInAs, test } from './shared-student.ts'

test('[3.1-pxe] [3.4-finish] the wizard by keyboard alone, in English: every page, back and forth, to a VM that boots', async ({
  page,
  shared,
}) => {
  await signInAs(page, shared, 'en')
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await page.goto('/en/lab/new')
  const wizard = page.getByTestId('create-wizard')
  const faults: string[] = []
  const look = async (where: string) =>
    faults.push(...(await seriousFaults(page, where, '[data-testid=create-wizard]')))

  await walkTo(page, 'Tab', wizard.getByRole('radio', { name: /^Local install media/ }))
  for (const name of [/^Network Install/, /^Import existing/, /PXE/]) {
    await page.keyboard.press('ArrowDown')
    await expect(wizard.getByRole('radio', { name })).toBeChecked()
  }
  await look('method')
  await page.keyboard.press('Enter')

  // Each page has the focus in its first field, and Enter goes on.
  const system = wizard.getByRole('combobox')
  await expect(system).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(system).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.type('tinyvm')
  await expect(wizard.getByRole('option', { name: /TinyVM/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(system).toHaveValue(/TinyVM/)
  await look('media')
  await page.keyboard.press('Enter')

  const memory = wizard.getByLabel('Memory', { exact: true })
  await expect(memory).toBeFocused()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('128')
  await expectCommand(wizard, /--memory 128/)
  await look('resources')
  await page.keyboard.press('Enter')

  const storage = wizard.getByRole('checkbox', { name: /^Enable storage/ })
  await expect(storage).toBeFocused()
  await look('storage')
  await page.keyboard.press('Space')
  await expect(storage).not.toBeChecked()
  await expectCommand(wizard, /--disk none/)
  await page.keyboard.press('Enter')

  const name = wizard.locator('[name=vm-name]')
  await expect(name).toBeFocused()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('by-keys')
  await walkTo(page, 'Tab', wizard.getByRole('checkbox', { name: /^Customi[sz]e/ }))
  await page.keyboard.press('Space')
  await look('ready')
  await page.keyboard.press('Enter')
  await expect(wizard.getByRole('button', { name: 'Begin installation' })).toBeVisible()
  await look('customise')
  await walkTo(page, 'Tab', wizard.getByRole('button', { name: 'Begin installation' }))
  await page.keyboard.press('Enter')

  await expect(page.getByTestId('creation')).toContainText('by-keys')
  // virt-install starts it first and defines it then; libvirt cannot stop what is just starting.
  await expect.poll(() => inLab(shared, 'virsh', 'list', '--name', '--state-running', '--persistent')).toBe('by-keys')
  const xml = await inLab(shared, 'virsh', 'dumpxml', 'by-keys')
  expect(xml).toContain("<memory unit='KiB'>131072</memory>")
  expect(xml).toContain("<boot dev='network'/>")
  expect(xml).not.toContain('<disk')
  await inLab(shared, 'virsh', 'destroy', 'by-keys')
  expect(faults).toEqual([])
})
