import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { expectCommand } from './echo.ts'
import { expect, inLab, signInAs, test } from './shared-student.ts'
import type { Student } from './student.ts'

/** A VM whose BIOS says that it found nothing to boot: a picture, and no guest to wait for. */
const define = (name: string, devices: string) => `virsh destroy ${name} 2>/dev/null
  for one in $(virsh snapshot-list ${name} --name 2>/dev/null); do virsh snapshot-delete ${name} $one; done
  virsh vol-info --pool default ${name}.qcow2 2>/dev/null || virsh vol-create-as default ${name}.qcow2 10M --format qcow2
  virt-install --name ${name} --osinfo generic --memory 64 --vcpus 1 --disk vol=default/${name}.qcow2 --network none --import \\
  ${devices} --print-xml > /tmp/${name}.xml && virsh -q undefine ${name} 2>/dev/null; virsh -q define /tmp/${name}.xml`

async function openConsole(
  page: Page,
  student: Student,
  { vm, given, locale = 'zh' }: { vm: string; given: string; locale?: string },
): Promise<void> {
  await signInAs(page, student, locale)
  await page.goto(`/${locale}/lab`)
  await expect(page.getByTestId('lab-chip')).toContainText(locale === 'zh' ? '运行中' : 'running', { timeout: 90_000 })
  await inLab(student, 'sh', '-c', given)
  await page.goto(`/${locale}/lab/vms/${vm}/console`)
}

/** How many points of the screen are not black; null before there is a picture. */
function litPoints(page: Page, testId = 'vm-screen'): Promise<number | null> {
  return page.getByTestId(testId).evaluate((target) => {
    const canvas = target.querySelector('canvas')
    if (!canvas?.width) return null
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
    let lit = 0
    for (let at = 0; at < data.length; at += 4) if (Number(data[at]) + Number(data[at + 1]) > 100) lit++
    return lit
  })
}

async function expectPicture(page: Page): Promise<void> {
  await expect(page.getByTestId('vm-screen')).toHaveAttribute('data-state', 'connected')
  await expect.poll(() => litPoints(page)).toBeGreaterThan(50)
}

test('[5.1-open] a screen: picture, scale, full screen, keys, and back by itself', async ({ page, shared }) => {
  const sh = (line: string) => inLab(shared, 'sh', '-c', line)
  await openConsole(page, shared, { vm: 'shown', given: define('shown', '--graphics vnc,listen=socket') })
  const console = page.getByRole('main')
  await console.getByRole('button', { name: '启动' }).last().click()
  await expectPicture(page)
  expect(await sh('virsh domstate shown')).toBe('running')

  const canvas = page.getByTestId('vm-screen').locator('canvas')
  const shownWidth = async () => Math.round((await canvas.boundingBox())?.width ?? 0)
  const drawnWidth = () => canvas.evaluate((element) => (element as HTMLCanvasElement).width)
  const fitted = await shownWidth()
  await page.getByRole('button', { name: '原始大小' }).click()
  await expect.poll(async () => (await shownWidth()) === (await drawnWidth())).toBe(true)
  await page.getByRole('button', { name: '适应窗格' }).click()
  await expect.poll(shownWidth).toBe(fitted)

  await canvas.click()
  await expect(page.getByText('按一下 Ctrl+Alt 再松开即可收回')).toBeVisible()
  await page.keyboard.down('Control')
  await page.keyboard.down('Alt')
  await page.keyboard.up('Alt')
  await page.keyboard.up('Control')
  await expect(page.getByText('点击屏幕，即可向虚拟机输入')).toBeVisible()

  // Its menus stay in full screen.
  await page.getByRole('button', { name: '全屏', exact: true }).click()
  await expect(page.getByText('按住 Esc 可退出全屏')).toBeVisible()
  await page.getByRole('button', { name: '发送按键' }).click()
  await page.getByRole('menuitem', { name: 'Ctrl+Alt+Del' }).click()
  await expectCommand(console, /virsh send-key shown KEY_LEFTCTRL KEY_LEFTALT KEY_DELETE/)
  await page.getByRole('button', { name: '退出全屏' }).click()
  await expect(page.getByRole('button', { name: '全屏', exact: true })).toBeVisible()

  const session = await page.getByTestId('vm-screen').elementHandle()
  const replaced = () => session?.evaluate((element) => !element.isConnected)
  await sh('virsh -q snapshot-create-as shown before && virsh -q snapshot-revert shown before')
  await expect.poll(replaced).toBe(true)
  await expectPicture(page)
  await sh('virsh -q destroy shown')
  await expect(page.getByText('shown 已关闭').first()).toBeVisible()
  await sh('virsh -q start shown')
  await expectPicture(page)

  await page.getByRole('tab', { name: '操作记录' }).click()
  await expect(page.getByText('KEY_LEFTCTRL KEY_LEFTALT KEY_DELETE').first()).toBeVisible()
  expect(await seriousFaults(page, 'console zh')).toEqual([])
})

test('[5.4-screenshot] a screenshot is saved, and its command told', async ({ page, shared }) => {
  const given = `${define('still', '--graphics vnc,listen=socket')} && virsh -q start still`
  await openConsole(page, shared, { vm: 'still', given })
  await expectPicture(page)
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: '保存屏幕截图' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toMatch(/^still-\d{8}-\d{6}\.png$/)
  const picture = await readFile(await download.path())
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  await expectCommand(page.getByRole('main'), /virsh screenshot still still-\d{8}-\d{6}\.png/)
})

test('[5.1-open] [5.4-trouble] a VM without graphics: says so, why, and which command tells', async ({
  page,
  shared,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  const given = `${define('blind', '--graphics none --video none')} && virsh -q start blind`
  await openConsole(page, shared, { vm: 'blind', given, locale: 'en' })
  await expect(page.getByText('blind has no VNC display')).toBeVisible()
  await page.getByRole('button', { name: 'Save a screenshot' }).click()
  await expect(page.getByText('blind has no video device')).toBeVisible()
  expect(await seriousFaults(page, 'no VNC en dark')).toEqual([])

  await page.getByRole('button', { name: 'Why is there no picture?' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('$ virsh domdisplay --all blind')).toBeVisible()
  await expect(dialog.getByText('running (booted)')).toBeVisible()
  expect(await seriousFaults(page, 'why en dark', '[role=dialog]')).toEqual([])
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Why is there no picture?' })).toBeFocused()
})

test('[5.2-vnc] a screen with a password: asked for, refused, accepted', async ({ page, shared }) => {
  const given = `${define('secret', '--graphics vnc,listen=socket,password=tinyvm')} && virsh -q start secret`
  await openConsole(page, shared, { vm: 'secret', given })
  const password = page.getByLabel('VNC 密码')
  await password.fill('wrong')
  await password.press('Enter')
  await expect(page.getByText('QEMU 不接受这个密码')).toBeVisible()
  expect(await seriousFaults(page, 'password zh')).toEqual([])
  await password.fill('tinyvm')
  await password.press('Enter')
  await expectPicture(page)
})

test('[5.4-keys] text is typed into a guest that has no agent for a clipboard', async ({ page, shared }) => {
  const given = `virsh domstate typed 2>/dev/null || { virsh -q vol-clone --pool default tinyvm-1.0-x86_64.qcow2 typed.qcow2
    virt-install --name typed --memory 192 --vcpus 1 --osinfo tinyvm1.0 --import --disk vol=default/typed.qcow2 \\
    --network none --graphics vnc,listen=socket --noautoconsole; }`
  await openConsole(page, shared, { vm: 'typed', given })
  await expectPicture(page)
  await page.getByRole('button', { name: '向虚拟机输入文本' }).click()
  const panel = page.getByRole('dialog')
  const text = panel.getByLabel('文本')
  await text.fill('中文')
  await expect(panel.getByText('美式键盘无法输入：中 文')).toBeVisible()
  await expect(panel.getByRole('button', { name: '键入' })).toBeDisabled()
  expect(await seriousFaults(page, 'text panel zh', '[role=dialog]')).toEqual([])

  // Until it has booted nobody hears; then it does what was typed.
  const type = async (line: string) => {
    await text.fill(line)
    await panel.getByRole('button', { name: '键入' }).click()
    await expect(panel.getByRole('button', { name: '键入' })).toBeVisible()
  }
  await expect(async () => {
    for (const line of ['root\n', 'tinyvm\n', 'poweroff\n']) {
      if ((await inLab(shared, 'virsh', 'domstate', 'typed')) === 'shut off') return
      await type(line)
    }
    await expect.poll(() => inLab(shared, 'virsh', 'domstate', 'typed')).toBe('shut off')
  }).toPass({ timeout: 120_000 })
  await expect(page.getByText('typed 已关闭').first()).toBeVisible()
})
