import type { Page } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { expectCommand } from './echo.ts'
import { expect, inLab, signInAs, test } from './shared-student.ts'
import type { Student } from './student.ts'

/** The VM to clone, off and alone, whatever a test before did. */
const make = `for vm in $(virsh list --name); do virsh -q destroy $vm; done
for vm in $(virsh list --all --name); do virsh -q undefine $vm; done
for vol in $(virsh -q vol-list default | awk '/demo/ { print $1 }'); do virsh -q vol-delete $vol default; done
virsh -q vol-create-as default demo.qcow2 64M --format qcow2 --allocation 0
virt-install --name demo --osinfo generic --memory 64 --disk vol=default/demo.qcow2,bus=virtio --network default \\
  --import --graphics none --print-xml > /tmp/demo.xml && virsh -q define /tmp/demo.xml`

async function openClone(page: Page, student: Student, locale: 'zh' | 'en'): Promise<void> {
  await page.goto(`/${locale}/lab`)
  await expect(page.getByTestId('lab-chip')).toContainText(locale === 'zh' ? '运行中' : 'running', { timeout: 90_000 })
  await inLab(student, 'bash', '-c', make)
  await page.goto(`/${locale}/lab/vms/demo/clone`)
  await expect(page.getByTestId('clone').locator('[name=name]')).toHaveValue('demo-clone')
}

test.beforeEach(async ({ page, shared }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await signInAs(page, shared)
})

test('[8.3-linked] a linked clone, with its chain', async ({ page, shared }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await openClone(page, shared, 'zh')
  const clone = page.getByTestId('clone')
  await expectCommand(clone, /virt-clone --original demo --name demo-clone/)
  await clone.getByRole('combobox', { name: 'vda 如何处理' }).click()
  await page.getByRole('option', { name: '链接克隆' }).click()
  await expect(clone.getByTestId('chain-vda')).toContainText(/demo-clone\.qcow2.*demo\.qcow2/)
  await expect(clone).toContainText('不要再启动 demo')
  await expectCommand(clone, /--backing-vol demo\.qcow2/)
  expect(await seriousFaults(page, 'clone zh light', '[data-testid=clone]')).toEqual([])
  await clone.getByRole('button', { name: '克隆', exact: true }).click()
  await expect(clone).toContainText('已创建 demo-clone')
  await expect.poll(() => inLab(shared, 'virsh', 'domblklist', 'demo-clone')).toContain('/demo-clone.qcow2')
  await expect
    .poll(() => inLab(shared, 'qemu-img', 'info', '/var/lib/libvirt/images/demo-clone.qcow2'))
    .toContain('demo.qcow2')
})

test('[8.2-clone] [8.2-running] a full clone by keyboard; one that runs is refused, with what to do', async ({
  page,
  shared,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await openClone(page, shared, 'en')
  const clone = page.getByTestId('clone')
  await clone.locator('[name=name]').focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('demo-2')
  await clone.locator('[name=mac-0]').focus()
  await page.keyboard.type('52:54:00:00:00:77')
  await expectCommand(clone, /--mac 52:54:00:00:00:77/)
  await page.keyboard.press('Enter')
  await expect(clone).toContainText('demo-2 was made')
  await expect.poll(() => inLab(shared, 'virsh', 'domiflist', 'demo-2')).toContain('52:54:00:00:00:77')

  await inLab(shared, 'virsh', 'start', 'demo', '--paused')
  await expect(clone).toContainText('shut it down first')
  await expect(clone.getByRole('button', { name: 'Clone', exact: true })).toBeDisabled()
  expect(await seriousFaults(page, 'clone en dark', '[data-testid=clone]')).toEqual([])
})
