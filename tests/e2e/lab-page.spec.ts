import type { Page } from 'playwright/test'
import { seriousFaults } from './axe.ts'
import { expectCommand } from './echo.ts'
import { expect, inLab, signInAs, terminalText, test } from './shared-student.ts'
import { pasteXml } from './xml-editor.ts'

const xml = (vcpus: number) => `<domain type='qemu'>
  <name>typed</name>
  <uuid>6f1f3cd4-93d2-4bd0-9b1c-1f1c2f3a4b5c</uuid>
  <memory unit='MiB'>64</memory>
  <vcpu>${vcpus}</vcpu>
  <os><type arch='x86_64' machine='q35'>hvm</type></os>
  <description>it's $HOME</description>
</domain>
`

async function openLab(page: Page, path = ''): Promise<void> {
  await page.goto(`/zh/lab${path}`)
  await expect(page.getByTestId('lab-chip')).toContainText('运行中')
}

test('the manager has an address for each of its views, and the browser goes back through them', async ({
  page,
  shared,
}) => {
  await signInAs(page, shared)
  await page.getByTestId('open-manager').click()
  await expect(page).toHaveURL(/\/zh\/lab$/)
  const nav = page.getByRole('navigation', { name: '虚拟系统管理器' })
  for (const [name, path] of [
    ['存储', 'storage'],
    ['虚拟网络', 'networks'],
    ['监控', 'monitor'],
  ] as const) {
    await nav.getByRole('button', { name }).click()
    await expect(page).toHaveURL(new RegExp(`/zh/lab/${path}$`))
    await expect(nav.getByRole('button', { name })).toHaveAttribute('aria-current', 'page')
  }
  await page.goBack()
  await expect(nav.getByRole('button', { name: '虚拟网络' })).toHaveAttribute('aria-current', 'page')
  await page.reload()
  await expect(nav.getByRole('button', { name: '虚拟网络' })).toHaveAttribute('aria-current', 'page')
})

test('a change in the terminal is told with its XML diff, a line of the history is run again as it stands', async ({
  page,
  shared,
}) => {
  await signInAs(page, shared)
  await openLab(page)
  await expect(terminalText(page)).toContainText('student@')
  await page.getByRole('tab', { name: '操作记录' }).click()
  const history = page.getByTestId('history')
  await inLab(shared, 'sh', '-c', `virsh define /dev/stdin <<'END'\n${xml(1)}END`)
  await expect(history.getByRole('listitem').filter({ hasText: 'typed' })).toContainText('终端')

  // As the XML tab sends it: its command is a here-document of several lines.
  const { labId } = shared
  const answer = await page.evaluate(
    async (body) => {
      const response = await fetch('/api/operations', { method: 'POST', body: JSON.stringify(body) })
      return `${response.status} ${await response.text()}`
    },
    { labId, operation: 'vm-define-xml', jobId: crypto.randomUUID(), input: { vm: 'typed', xml: xml(2) } },
  )
  expect(answer).toBe('204 ')
  const entry = history.getByRole('listitem').filter({ hasText: '<<' })
  await expect(entry).toContainText(/页面[^]*typed/)

  const byTerminal = history.getByRole('listitem').filter({ hasText: '终端' }).filter({ hasText: 'typed' })
  const before = await byTerminal.count()
  await inLab(shared, 'virsh', 'setvcpus', 'typed', '3', '--config', '--maximum')
  await expect(byTerminal).toHaveCount(before + 1)
  const typed = byTerminal.first()
  await typed.getByRole('button', { name: 'XML 改动' }).click()
  await expect(typed.getByTestId('xml-patch')).toContainText(/<vcpu.*>2<[^]*<vcpu.*>3</)
  expect(await seriousFaults(page, 'history', '[data-testid=history]')).toEqual([])

  await entry.getByRole('button', { name: '在终端运行' }).click()
  await expect(terminalText(page)).toContainText("Domain 'typed' defined")
  await expect.poll(() => inLab(shared, 'virsh', 'vcpucount', 'typed', '--maximum', '--config')).toBe('2')
  await expect.poll(() => inLab(shared, 'virsh', 'desc', 'typed')).toBe("it's $HOME")
})

test('[1.1-start] a VM from XML: what is wrong is told at its line, a transient one is gone when it stops', async ({
  page,
  shared,
}) => {
  await signInAs(page, shared)
  await openLab(page)
  await inLab(shared, 'sh', '-c', `virsh dominfo typed || virsh define /dev/stdin <<'END'\n${xml(1)}END`)
  await page.getByRole('button', { name: '用 XML 新建…' }).click()
  const dialog = page.getByRole('dialog')
  const passing = xml(1).replace('typed', 'passing').replace('6f1f3cd4', '7f1f3cd4')
  await pasteXml(page, dialog, passing.replace('</vcpu>', ''))
  await expect(dialog.getByTestId('xml-problem')).toContainText(/第 \d+ 行/)
  await expect(dialog.getByRole('button', { name: '定义' })).toBeDisabled()

  await pasteXml(page, dialog, xml(1))
  await dialog.getByRole('button', { name: '定义' }).click()
  await expect(dialog.getByRole('alert')).toContainText('已有名为 typed 的虚拟机')

  await pasteXml(page, dialog, passing)
  await dialog.getByRole('radio', { name: /virsh create/ }).click()
  await expectCommand(dialog, /virsh create --validate \/dev\/stdin/)
  expect(await seriousFaults(page, 'from XML', '[role=dialog]')).toEqual([])
  await dialog.getByRole('button', { name: '创建并启动' }).click()
  await expect(page.getByTestId('vm-passing')).toContainText('运行中')
  await expect.poll(() => inLab(shared, 'virsh', 'dominfo', 'passing')).toMatch(/Persistent:\s+no/)
  await inLab(shared, 'virsh', 'destroy', 'passing')
  await expect(page.getByTestId('vm-passing')).toHaveCount(0)
  await expect(page.getByTestId('vm-typed')).toBeVisible()
})
