import type { Page } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { expect, inLab, signInAs, test } from './shared-student.ts'
import type { Student } from './student.ts'

/** The first in virt-manager's list, whatever other VMs there are; its BIOS finds nothing to boot. */
const vm = 'aaa'
const define = `virsh destroy ${vm} 2>/dev/null
  virt-install --name ${vm} --osinfo generic --memory 64 --vcpus 1 --disk none --network none --import --boot hd \\
  --graphics none --print-xml > /tmp/${vm}.xml && virsh -q undefine ${vm} 2>/dev/null; virsh -q define /tmp/${vm}.xml`

/** On its screen, in Chinese. */
const places = { firstVm: { x: 80, y: 160 }, run: { x: 171, y: 66 } }

const screen = (page: Page) => page.getByTestId('virt-manager-screen')

async function openTab(page: Page, student: Student, locale: 'zh' | 'en'): Promise<void> {
  await signInAs(page, student, locale)
  await page.goto(`/${locale}/lab`)
  await expect(page.getByTestId('lab-chip')).toContainText(locale === 'zh' ? '运行中' : 'running', { timeout: 90_000 })
  await page.getByRole('tab', { name: 'virt-manager' }).click()
}

/** Clicks a point of its screen, however large the page draws that. */
async function clickOn(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  const canvas = screen(page).locator('canvas')
  const box = await canvas.boundingBox()
  const width = await canvas.evaluate((element) => (element as HTMLCanvasElement).width)
  const scale = (box?.width ?? 0) / width
  await canvas.click({ position: { x: x * scale, y: y * scale } })
}

/** A picture of many colours: a window, not an empty screen. */
function colours(page: Page): Promise<number> {
  return screen(page).evaluate((target) => {
    const canvas = target.querySelector('canvas')
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
    return new Set(new Uint32Array(pixels?.data.buffer ?? new ArrayBuffer(0))).size
  })
}

test('[1.1-start] the real virt-manager starts a VM, and the page sees it', async ({ page, shared }) => {
  const sh = (line: string) => inLab(shared, 'sh', '-c', line)
  await openTab(page, shared, 'zh')
  await sh('systemctl stop virt-manager 2>/dev/null || true')
  await sh(define)
  await expect(page.getByTestId(`vm-${vm}`)).toContainText('已关闭')
  expect(await seriousFaults(page, 'virt-manager off zh')).toEqual([])
  await page.getByRole('button', { name: '打开 virt-manager' }).click()
  await expect(screen(page)).toHaveAttribute('data-state', 'shown', { timeout: 90_000 })
  await expect.poll(() => colours(page)).toBeGreaterThan(20)
  expect(await seriousFaults(page, 'virt-manager zh')).toEqual([])

  // Its list is there a little after its window.
  await expect(async () => {
    await clickOn(page, places.firstVm)
    await clickOn(page, places.run)
    expect(await sh(`virsh domstate ${vm}`)).toBe('running')
  }).toPass()
  await expect(page.getByTestId(`vm-${vm}`)).toContainText('运行中')

  // Without a viewer it goes on, and ends by itself after its grace.
  await page.getByRole('tab', { name: '终端' }).click()
  await expect(screen(page)).toBeHidden()
  expect(await sh('pgrep -a -u student Xtigervnc')).toMatch(/MaxDisconnectionTime[= ]300/)
  await page.getByRole('tab', { name: 'virt-manager' }).click()
  await expect(screen(page)).toHaveAttribute('data-state', 'shown')

  await screen(page)
    .locator('canvas')
    .click({ position: { x: 400, y: 300 } })
  await page.keyboard.press('Control+q')
  await expect(page.getByText('virt-manager 已关闭')).toBeVisible()
  await expect.poll(() => sh('pgrep -u student -f "Xtigervnc|bin/virt-manager" || true')).toBe('')
  expect(await sh(`virsh domstate ${vm}`)).toBe('running')
})

test('virt-manager that is not there, or does not start, says so and why, in English and dark', async ({
  page,
  shared,
}) => {
  const sh = (line: string) => inLab(shared, 'sh', '-c', line)
  await page.emulateMedia({ colorScheme: 'dark' })
  await openTab(page, shared, 'en')
  await sh('systemctl stop virt-manager 2>/dev/null; mv /usr/bin/virt-manager /usr/bin/virt-manager.away')
  try {
    await page.getByRole('button', { name: 'Open virt-manager' }).click()
    await expect(page.getByText('virt-manager is not installed on this lab host.')).toBeVisible()
    await sh(
      'printf "#!/bin/sh\\necho it is broken\\nexit 1\\n" >/usr/bin/virt-manager; chmod +x /usr/bin/virt-manager',
    )
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText('virt-manager did not start in the lab host.')).toBeVisible({ timeout: 90_000 })
    await expect(page.getByText('it is broken')).toBeVisible()
    expect(await seriousFaults(page, 'virt-manager failed en dark')).toEqual([])
  } finally {
    await sh('mv /usr/bin/virt-manager.away /usr/bin/virt-manager')
  }
})
