import type { Page } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { expectCommand } from './echo.ts'
import { expect, inLab, signInAs, test } from './shared-student.ts'
import type { Student } from './student.ts'

const image = '/var/lib/libvirt/images'
const none = `virsh destroy busy; virsh undefine busy; rm -f ${image}/busy.qcow2`
/** Runs, with all of its memory, whatever an earlier test left. */
const run = `virsh dominfo busy >/dev/null 2>&1 || {
    qemu-img create -q -f qcow2 -b ${image}/tinyvm-1.0-x86_64.qcow2 -F qcow2 ${image}/busy.qcow2
    virt-install --name busy --osinfo generic --memory 192 --vcpus 1 --import --disk ${image}/busy.qcow2 \\
      --network network=default --graphics none --print-xml > /tmp/busy.xml && virsh -q define /tmp/busy.xml; }
  virsh domstate busy | grep -q 'shut off' && virsh -q start busy
  virsh domstate busy | grep -q paused && virsh -q resume busy
  virsh -q setmem busy 192M --live`

async function openMonitor(page: Page, shared: Student, state: string): Promise<(line: string) => Promise<string>> {
  await signInAs(page, shared)
  await page.goto('/zh/lab/monitor')
  await expect(page.getByTestId('lab-chip')).toContainText('运行中', { timeout: 90_000 })
  const sh = (line: string) => inLab(shared, 'sh', '-c', line)
  await expect.poll(() => sh('virsh net-list --name 2>&1 || true')).toContain('default')
  await sh(`${state}; true`)
  return sh
}

test('[1.1-monitoring] the numbers are those of virsh domstats, and the graphs of a busy VM move', async ({
  page,
  shared,
}) => {
  const sh = await openMonitor(page, shared, none)
  await expect(page.getByTestId('host-monitor')).toContainText('2 GiB')
  await expect(page.getByTestId('monitor')).toContainText('没有虚拟机在运行')
  await sh(run)
  const busy = page.getByTestId('monitor-busy')
  await expect(busy).toBeVisible()
  // It boots: its CPU and its disk have something to do.
  await expect.poll(() => busy.getByTestId('graph-line').first().getAttribute('d')).toMatch(/L/)
  await expect.poll(() => busy.locator('figcaption').first().textContent()).toMatch(/[1-9]\d? %|100 %/)
  const field = (name: string) => page.getByTestId('numbers-busy').locator(`[data-field="${name}"]`)
  await expect(field('block.rd.bytes')).toHaveAttribute('data-value', /[1-9]/)

  // Standing still, it has the same numbers for both.
  await sh('virsh suspend busy')
  const of = async (name: string) => (await sh(`virsh domstats busy | sed -n 's/^ *${name}=//p'`)).trim()
  for (const [shown, printed] of [
    ['vcpu.time', 'vcpu.0.time'],
    ['balloon.current', 'balloon.current'],
    ['balloon.maximum', 'balloon.maximum'],
    ['block.rd.bytes', 'block.0.rd.bytes'],
    ['block.wr.bytes', 'block.0.wr.bytes'],
    ['net.tx.bytes', 'net.0.tx.bytes'],
  ] as const) {
    const both = async () => `${await field(shown).getAttribute('data-value')} ${await of(printed)}`
    await expect.poll(both, shown).toMatch(/^(\d+) \1$/)
  }
})

test('[1.1-monitoring] the balloon: by its slider, and by the terminal', async ({ page, shared }) => {
  const sh = await openMonitor(page, shared, run)
  const slider = page.getByRole('slider', { name: '调整气球' })
  await expect(slider).toHaveValue('192')
  // Nothing moves before the guest's driver is there; it has spoken once it tells its own numbers.
  await sh('virsh dommemstat busy --period 1 --live')
  await expect.poll(() => sh('virsh dommemstat busy'), { timeout: 120_000 }).toContain('unused')
  await slider.focus()
  await page.keyboard.press('ArrowLeft')
  await expectCommand(page.getByTestId('monitor-busy'), /virsh setmem busy 176M --live/)
  await page.getByRole('button', { name: '应用' }).click()
  await expect.poll(() => sh(`virsh domstats busy --balloon | sed -n 's/.*current=//p'`)).toBe(String(176 * 1024))
  await sh('virsh setmem busy 160M --live')
  await expect(slider).toHaveValue('160')
})

test('no serious fault of accessibility', async ({ page, shared }) => {
  await openMonitor(page, shared, run)
  const faults: string[] = []
  for (const [locale, colorScheme] of [
    ['zh', 'light'],
    ['en', 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto(`/${locale}/lab/monitor`)
    await expect(page.getByTestId('numbers-busy')).toBeVisible()
    faults.push(...(await seriousFaults(page, locale, '[data-testid=monitor]')))
  }
  expect(faults).toEqual([])
})
