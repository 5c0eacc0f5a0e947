import { expect, inLab, openLesson, terminalText, test, typeLine } from './student.ts'
import { fillWizard, finishWizard } from './wizard.ts'

const checkpoint = 'checkpoint-03-create-wizard/first-vm'

test('from the ISO by the wizard: installer on the screen, boot from disk, login on the serial console, checkpoint', async ({
  page,
  student,
}) => {
  test.setTimeout(300_000)
  await openLesson(page)
  await fillWizard(page, { method: 'iso', name: 'web01' })
  const echo = page.getByTestId('create-wizard').getByTestId('command-echo')
  await expect(echo).toContainText('--name web01')
  await expect(echo).toContainText('--cdrom /var/lib/libvirt/images/tinyvm-1.0-x86_64.iso')
  await finishWizard(page)

  // The screen opens by itself; the installer draws on it.
  const screen = page.getByTestId('vm-screen')
  await expect(screen).toHaveAttribute('data-state', 'connected', { timeout: 60_000 })
  await expect.poll(() => litPixels(page), { timeout: 60_000 }).toBeGreaterThan(500)
  await page.getByTestId('creation').scrollIntoViewIfNeeded()
  await expect(page.getByTestId('creation')).toHaveAttribute('data-stage', 'installing')

  // The guest restarts: libvirt's XML of the second boot has no medium to install from.
  await expect(page.getByTestId('creation')).toHaveAttribute('data-stage', 'done', { timeout: 180_000 })
  await expect.poll(() => inLab(student, 'virsh', 'domblklist', 'web01')).not.toContain('.iso')

  await page.getByRole('tab', { name: '串口控制台' }).click()
  await expect(async () => {
    await typeLine(page, '', 'serial')
    await expect(terminalText(page, 'serial')).toContainText('tinyvm login:', { timeout: 3_000 })
  }).toPass({ timeout: 90_000 })
  await typeLine(page, 'root', 'serial')
  await expect(terminalText(page, 'serial')).toContainText('Password')
  await typeLine(page, 'tinyvm', 'serial')
  await typeLine(page, 'echo sum=$((40+2))', 'serial')
  await expect(terminalText(page, 'serial')).toContainText('sum=42')

  await expect(page.getByTestId(checkpoint)).toHaveAttribute('data-status', 'passed', { timeout: 60_000 })
  await expect.poll(() => inLab(student, 'virsh', 'domstate', 'web01')).toBe('running')
  await expect.poll(() => inLab(student, 'virsh', 'dominfo', 'web01')).toMatch(/Max memory:\s+262144 KiB/)
  await expect.poll(() => inLab(student, 'virsh', 'domifaddr', 'web01')).toContain('192.168.122.')
})

test('by virt-install in the terminal: the VM appears without a reload, and the same checkpoint passes', async ({
  page,
  student,
}, info) => {
  test.setTimeout(240_000)
  const messages = recordLiveMessages(page)
  await openLesson(page)
  await page.evaluate(() => {
    const seen = (globalThis as { appeared?: Record<string, number> }).appeared ?? {}
    ;(globalThis as { appeared?: Record<string, number> }).appeared = seen
    new MutationObserver(() => {
      if (document.querySelector('[data-testid="vm-web01"]')) seen.web01 ??= Date.now()
    }).observe(document.body, { childList: true, subtree: true })
  })
  const shell = terminalText(page)
  await expect(shell).toContainText('student@')
  await typeLine(
    page,
    'virsh vol-clone --pool default tinyvm-1.0-x86_64.qcow2 web01.qcow2 && virsh vol-resize --pool default web01.qcow2 2G',
  )
  await expect(shell).toContainText('successfully changed')
  await typeLine(
    page,
    'virt-install --name web01 --memory 256 --vcpus 1 --osinfo tinyvm1.0 --import --disk vol=default/web01.qcow2 --network network=default --graphics vnc --noautoconsole',
  )
  await expect(page.getByTestId('vm-web01').first()).toBeVisible({ timeout: 60_000 })
  await expect(page.getByTestId(checkpoint)).toHaveAttribute('data-status', 'passed', { timeout: 120_000 })
  await expect(page.getByTestId(checkpoint)).toContainText('终端')
  await expect.poll(() => inLab(student, 'virsh', 'list', '--name')).toContain('web01')

  const eventAt = messages.firstWith('web01')
  const shownAt = await page.evaluate(() => (globalThis as { appeared?: Record<string, number> }).appeared?.web01)
  const text = `libvirt's event to the row in the page: ${Number(shownAt) - Number(eventAt)} ms`
  info.annotations.push({ type: 'measured', description: text })
  console.log(text)
})

/** Server times of /ws/live messages, by what they mention. */
function recordLiveMessages(page: import('playwright/test').Page) {
  const received: { at: number; text: string }[] = []
  page.on('websocket', (socket) => {
    if (!socket.url().includes('/ws/live')) return
    socket.on('framereceived', ({ payload }) => {
      const text = String(payload)
      received.push({ at: (JSON.parse(text) as { at: number }).at, text })
    })
  })
  return { firstWith: (word: string) => received.find(({ text }) => text.includes(`"name":"${word}"`))?.at }
}

/** How many pixels of the VM's screen are not (nearly) black. */
async function litPixels(page: import('playwright/test').Page): Promise<number> {
  return page.getByTestId('vm-screen').evaluate((element) => {
    const canvas = element.querySelector('canvas')
    const context = canvas?.getContext('2d')
    if (!canvas || !context || canvas.width === 0) return 0
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    let lit = 0
    for (let i = 0; i < data.length; i += 4) if (data[i]! + data[i + 1]! + data[i + 2]! > 120) lit += 1
    return lit
  })
}
