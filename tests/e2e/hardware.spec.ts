import type { Page } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { expectCommand } from './echo.ts'
import { expect, inLab, signInAs, test } from './shared-student.ts'
import type { Student } from './student.ts'
import { pasteXml } from './xml-editor.ts'

const shell = (student: Student, line: string) => inLab(student, 'bash', '-c', line)
const tree = (page: Page) => page.getByTestId('device-tree')

/** A VM that needs no guest, and the only one: started with its CPUs stopped, or only defined. */
async function openHardware(
  page: Page,
  student: Student,
  { vm, started, locale = 'zh' }: { vm: string; started: boolean; locale?: string },
) {
  await signInAs(page, student, locale)
  await page.goto(`/${locale}/lab`)
  await expect(page.getByTestId('lab-chip')).toContainText(locale === 'zh' ? '运行中' : 'running', { timeout: 90_000 })
  await shell(
    student,
    `for old in $(virsh list --name); do virsh -q destroy $old; done
     for old in $(virsh list --all --name); do virsh -q undefine $old; done
     virt-install --name ${vm} --osinfo generic --memory 128 --vcpus 2,maxvcpus=4 --import --graphics vnc --sound ich9 \
     --disk none --disk device=cdrom --network network=default,mac=52:54:00:0a:0b:0c --print-xml > /tmp/${vm}.xml \
     && virsh -q define /tmp/${vm}.xml ${started ? `&& virsh -q start ${vm} --paused` : ''}`,
  )
  await page.goto(`/${locale}/lab/vms/${vm}/hardware`)
  await expect(tree(page)).toBeVisible()
}

test('[4.1-tree] [4.2-vcpus] the tree, vCPUs of a running VM, and a change in the terminal that glows', async ({
  page,
  shared,
}) => {
  await openHardware(page, shared, { vm: 'web', started: true })
  await expect(tree(page).getByRole('button')).toContainText(
    [
      '概况',
      '操作系统信息',
      '性能',
      'CPU 数',
      '内存',
      '引导选项',
      'IDE CDROM 1',
      'NIC :0a:0b:0c',
      '鼠标',
      '键盘',
      '显示协议 VNC',
      '声卡 ich9',
    ],
    { useInnerText: true },
  )
  await tree(page).getByRole('button', { name: 'CPU 数' }).click()
  const current = page.getByLabel('当前分配')
  await current.fill('3')
  await expectCommand(page.locator('body'), /^virsh setvcpus web 3 --live --config$/)
  await page.getByRole('button', { name: '应用', exact: true }).click()
  await expect.poll(() => shell(shared, 'virsh vcpucount web')).toMatch(/current\s+config\s+3\ncurrent\s+live\s+3/)
  await expect(page.getByTestId('command-echo')).toHaveCount(0)

  // By somebody else, for the next start only: the control glows, and what waits is told with both values.
  const glow = page.locator('[data-glows]')
  const glowed = glow.first().waitFor({ state: 'attached' })
  await shell(shared, 'virsh setvcpus web 1 --config')
  await glowed
  await expect(current).toHaveValue('1')
  await expect(page.getByTestId('pending-value')).toContainText('3')
  await expect(page.getByTestId('pending-banner')).toContainText('1 项更改')
  await page.getByTestId('pending-banner').getByRole('button').click()
  await expect(page.getByTestId('pending-changes')).toContainText('当前 CPU 数')
  await page.keyboard.press('Escape')

  // What was typed stays while the terminal changes it and another one.
  await current.fill('2')
  await shell(shared, 'virsh setvcpus web 4 --config; virsh desc web --title --config typed')
  await expect(page.getByText('终端中刚刚改过')).toBeVisible()
  await expect(current).toHaveValue('2')
  await page.getByRole('checkbox', { name: /同时应用/ }).uncheck()
  await page.getByRole('button', { name: '应用', exact: true }).click()
  await expect.poll(() => shell(shared, 'virsh vcpucount web --config --current')).toBe('2')
  expect(await shell(shared, 'virsh desc web --title --config')).toBe('typed')
  expect(await seriousFaults(page, 'CPUs zh', '[data-testid=hardware]')).toEqual([])
})

test('[4.1-xml] the XML tab: an error at its line, a schema error, and an edit that keeps the rest', async ({
  page,
  shared,
}) => {
  await openHardware(page, shared, { vm: 'db', started: false, locale: 'en' })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByRole('tab', { name: 'XML', exact: true }).click()
  const xml = await shell(shared, 'virsh dumpxml --inactive db')
  await pasteXml(page, page, xml.replace('</memory>', ''))
  await expect(page.getByTestId('xml-problem')).toContainText(/Line \d+: .*memory/)
  await expect(page.getByRole('button', { name: 'Apply', exact: true })).toBeDisabled()

  await pasteXml(page, page, xml.replace('<on_crash>', '<on_smash>x</on_smash>\n  <on_crash>'))
  await expect(page.getByTestId('xml-problem')).toBeEmpty()
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'on_smash' })).toContainText(/line \d\d/)
  expect(await shell(shared, 'virsh dumpxml --inactive db')).toBe(xml)

  await pasteXml(page, page, xml.replace("current='2'>4<", "current='2'>6<"))
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect.poll(() => shell(shared, 'virsh vcpucount db --maximum --config')).toBe('6')
  expect(await seriousFaults(page, 'XML en dark', '[data-testid=hardware]')).toEqual([])
})

test('[4.2-boot] [4.3-memory] by keyboard alone: memory, then the boot order', async ({ page, shared }) => {
  await openHardware(page, shared, { vm: 'keys', started: false, locale: 'en' })
  await tree(page).getByRole('button', { name: 'Overview' }).focus()
  for (let row = 0; row < 4; row += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Memory' })).toBeVisible()
  const maximum = page.getByLabel('Maximum allocation')
  for (let tab = 0; tab < 12 && !(await maximum.evaluate((input) => input === document.activeElement)); tab += 1)
    await page.keyboard.press('Tab')
  await expect(maximum).toBeFocused()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('256')
  await page.keyboard.press('Enter')
  await expect.poll(() => shell(shared, 'virsh dominfo keys')).toMatch(/Max memory:\s+262144/)

  await tree(page).getByRole('button', { name: 'Memory', exact: true }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const nic = page.getByRole('checkbox', { name: /52:54:00:0a:0b:0c/ })
  await nic.focus()
  if (!(await nic.isChecked())) await page.keyboard.press('Space')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page.getByTestId('command-echo')).toContainText('boot.order=1')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Apply', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect
    .poll(() => shell(shared, 'virsh dumpxml --inactive keys'))
    .toMatch(/<interface[\s\S]*<boot order='1'\/>[\s\S]*<\/interface>/)
})
