import type { Page } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { expectCommand } from './echo.ts'
import { noteGlows } from './glow.ts'
import { walkTo } from './keys.ts'
import { expect, inLab, signInAs, terminalText, test, typeLine } from './shared-student.ts'
import type { Student } from './student.ts'

/** A VM that needs no guest, off. */
const define = (name: string) => `virsh destroy ${name} 2>/dev/null
  virsh dominfo ${name} >/dev/null 2>&1 || { virt-install --name ${name} --osinfo generic --memory 64 --vcpus 1 --disk none \\
  --network none --import --boot hd --graphics none --print-xml > /tmp/${name}.xml && virsh -q define /tmp/${name}.xml; }`

/** The manager, in a lab that has these VMs, all off: each test makes its own. */
async function openWith(page: Page, shared: Student, ...names: string[]): Promise<void> {
  await signInAs(page, shared)
  await page.goto('/zh/lab')
  await expect(page.getByTestId('lab-chip')).toContainText('运行中', { timeout: 90_000 })
  await inLab(shared, 'sh', '-c', names.map(define).join('\n'))
  for (const name of names) await expect(page.getByTestId(`vm-${name}`)).toContainText('已关闭')
}

test('[1.1-start] by keyboard alone: run, pause, run on, force off, delete', async ({ page, shared }) => {
  await openWith(page, shared, 'alpha', 'beta')
  const sh = (line: string) => inLab(shared, 'sh', '-c', line)
  const state = () => sh('virsh domstate alpha')
  const alpha = page.getByTestId('vm-alpha')
  const beta = page.getByTestId('vm-beta')
  const choose = async (name: string) => {
    await page.keyboard.press('Shift+F10')
    // A menu takes the first letters of what is meant; arrows do for all languages.
    await walkTo(page, 'ArrowDown', page.getByRole('menuitem', { name: new RegExp(`^${name}(?! *详情)`) }).first())
    await page.keyboard.press('Enter')
  }
  const dialog = page.getByRole('dialog')
  const confirm = async (name: string) => {
    await walkTo(page, 'Tab', dialog.getByRole('button', { name }))
    await page.keyboard.press('Enter')
  }
  await alpha.focus()
  await page.keyboard.press('ArrowDown')
  await expect(beta).toBeFocused()
  await expect(beta).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowUp')
  await expect(alpha).toBeFocused()

  await choose('运行')
  await expect(alpha).toContainText('运行中')
  expect(await state()).toBe('running')
  await expect(alpha).toBeFocused()
  await choose('暂停')
  await expect(alpha).toContainText('已暂停')
  expect(await state()).toBe('paused')
  await choose('恢复')
  await expect(alpha).toContainText('运行中')
  await choose('强制关闭')
  await expectCommand(dialog, /virsh destroy alpha/)
  await confirm('强制关闭')
  await expect(alpha).toContainText('已关闭')
  expect(await state()).toBe('shut off')

  await expect(alpha).toBeFocused()
  await page.keyboard.press('Delete')
  await expectCommand(dialog, /virsh undefine alpha --managed-save/)
  await confirm('删除')
  await expect(alpha).toHaveCount(0)
  expect(await sh('virsh list --all --name')).not.toMatch(/^alpha$/m)
  await expect(beta).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/zh\/lab\/vms\/beta/)
})

test('[1.1-start] what the terminal starts lights up its row; migration is explained', async ({ page, shared }) => {
  await openWith(page, shared, 'gamma')
  const gamma = page.getByTestId('vm-gamma')
  await expect(terminalText(page)).toContainText('student@')
  await expect(gamma).not.toHaveClass(/glow-once/)
  const expectGlow = await noteGlows(page)
  await typeLine(page, 'virsh start gamma')
  await expect(gamma).toContainText('运行中')
  await expectGlow('vm-gamma')
  await gamma.click({ button: 'right' })
  const migrate = page.getByRole('menuitem', { name: /迁移/ })
  await expect(migrate).toContainText('virsh migrate --live')
  await expect(migrate).toContainText('需要另一台宿主机')
  await expect(migrate).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Escape')
  await expect(gamma).toBeFocused()
})

test('no serious fault of accessibility', async ({ page, shared }) => {
  await openWith(page, shared, 'delta')
  const faults: string[] = []
  for (const [locale, colorScheme] of [
    ['zh', 'light'],
    ['en', 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto(`/${locale}/lab`)
    await expect(page.getByTestId('vm-delta')).toBeVisible()
    faults.push(...(await seriousFaults(page, locale, '[data-testid=vm-list]')))
    await page.getByTestId('vm-delta').click({ button: 'right' })
    await expect(page.getByRole('menu')).toBeVisible()
    faults.push(...(await seriousFaults(page, `${locale} menu`, '[role=menu]')))
    await page.keyboard.press('Escape')
  }
  expect(faults).toEqual([])
})
