import type { Page } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { expectCommand } from './echo.ts'
import { noteGlows } from './glow.ts'
import { expect, inLab, signInAs, test } from './shared-student.ts'
import type { Student } from './student.ts'

/** A VM that is off, with a disk that can have snapshots. */
const make = (vm: string) => `virsh -q vol-create-as default ${vm}.qcow2 64M --format qcow2 --allocation 0
virt-install --name ${vm} --osinfo generic --memory 64 --disk vol=default/${vm}.qcow2,bus=virtio --network none \\
  --import --graphics none --print-xml > /tmp/${vm}.xml && virsh -q define /tmp/${vm}.xml`

async function openSnapshots(
  page: Page,
  shared: Student,
  locale: 'zh' | 'en',
  vm: string,
  commands: string,
): Promise<void> {
  await page.goto(`/${locale}/lab`)
  await expect(page.getByTestId('lab-chip')).toContainText(locale === 'zh' ? '运行中' : 'running', { timeout: 90_000 })
  await inLab(shared, 'sh', '-ec', commands)
  await page.goto(`/${locale}/lab/vms/${vm}/snapshots`)
  await expect(page.getByTestId('snapshots')).toBeVisible()
}

test.beforeEach(async ({ page, shared }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await signInAs(page, shared)
})

test('[8.4-create] [8.5-list] [8.5-revert] the tree grows by the widget and by virsh', async ({ page, shared }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await openSnapshots(page, shared, 'zh', 'demo', make('demo'))
  await page.getByRole('button', { name: '创建快照' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('内部快照，不含内存')
  await expect(dialog).toContainText('虚拟机已关机，没有内存可保存')
  await dialog.locator('[name=snapshot]').fill('a/b')
  await expect(dialog).toContainText('名称不能包含')
  await dialog.locator('[name=snapshot]').fill('first')
  await expectCommand(dialog, /virsh snapshot-create-as demo first/)
  expect(await seriousFaults(page, 'new snapshot', '[role=dialog]')).toEqual([])
  await dialog.getByRole('button', { name: '创建快照' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByTestId('snapshot-first')).toContainText('当前位置')
  await expect.poll(() => inLab(shared, 'virsh', 'snapshot-current', 'demo', '--name')).toBe('first')

  const expectGlow = await noteGlows(page)
  await inLab(shared, 'virsh', 'snapshot-create-as', 'demo', 'typed')
  const typed = page.getByTestId('snapshot-typed')
  await expectGlow('snapshot-typed')
  await expect(typed).toHaveAttribute('aria-level', '2')
  await expect(typed).toContainText('当前位置')
  expect(await seriousFaults(page, 'snapshots zh light', '[data-testid=snapshots]')).toEqual([])

  await page.getByTestId('snapshot-first').click()
  await page.getByRole('button', { name: '恢复…' }).click()
  await expect(dialog).toContainText('都会丢失')
  await dialog.getByRole('button', { name: '恢复', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByTestId('snapshot-first')).toContainText('当前位置')
  await expect.poll(() => inLab(shared, 'virsh', 'snapshot-current', 'demo', '--name')).toBe('first')
})

test('[8.5-edit] [8.5-delete] by keyboard alone', async ({ page, shared }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await openSnapshots(
    page,
    shared,
    'en',
    'keys',
    `${make('keys')}
virsh -q snapshot-create-as keys first
virsh -q snapshot-create-as keys typed --description 'from the terminal'`,
  )
  await page.getByTestId('snapshot-first').focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByTestId('snapshot-typed')).toBeFocused()
  await expect(page.getByTestId('snapshot-panel')).toContainText('from the terminal')
  await page.getByRole('button', { name: 'Edit…' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.locator('[name=description]').focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('by <keyboard>')
  await dialog.getByRole('button', { name: 'Save' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Edit…' })).toBeFocused()
  await expect(page.getByTestId('snapshot-panel')).toContainText('by <keyboard>')
  await expect.poll(() => inLab(shared, 'virsh', 'snapshot-dumpxml', 'keys', 'typed')).toContain('by &lt;keyboard&gt;')
  expect(await seriousFaults(page, 'snapshots en dark', '[data-testid=snapshots]')).toEqual([])

  await page.getByTestId('snapshot-typed').focus()
  await page.keyboard.press('Delete')
  await expect(dialog).toContainText('does not shrink')
  await dialog.getByRole('button', { name: 'Delete', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('snapshot-typed')).toBeHidden()
  await expect.poll(() => inLab(shared, 'virsh', 'snapshot-list', 'keys', '--name')).toBe('first')
})
