import { expect, inLab, openLesson, test } from './student.ts'
import { fillWizard, finishWizard } from './wizard.ts'

async function whatExists(student: Parameters<typeof inLab>[0]) {
  const [domains, volumes] = await Promise.all([
    inLab(student, 'virsh', 'list', '--all', '--name'),
    inLab(
      student,
      'sh',
      '-c',
      'virsh pool-refresh default >/dev/null && virsh vol-list default && ls /var/lib/libvirt/images',
    ),
  ])
  return { domains, volumes }
}

const names: [name: string, says: RegExp][] = [
  ['a/b', /不能|斜杠|\//],
  ['../etc', /不能/],
  ['<b>x', /不能/],
]

test('bad input says so at its field, in Chinese, and makes nothing', async ({ page, student }) => {
  await openLesson(page)
  const wizard = page.getByTestId('create-wizard')
  const before = await whatExists(student)
  const alerts = wizard.locator('[aria-invalid=true]')

  await wizard.getByRole('radio', { name: /本地安装介质/ }).click()
  await wizard.getByRole('button', { name: '前进' }).click()
  await wizard.getByPlaceholder('/var/lib/libvirt/images/…').fill('/var/lib/libvirt/images/none.iso')
  await wizard.getByRole('button', { name: '前进' }).click()
  await expect(alerts.first()).toBeVisible()
  await expect(wizard).toContainText('none.iso')
  await wizard.getByRole('button', { name: 'tinyvm-1.0-x86_64.iso' }).click()
  await expect(wizard.getByTestId('os-detected')).toContainText('TinyVM')
  await wizard.getByRole('button', { name: '前进' }).click()

  for (const memory of ['0', '1000000000']) {
    await wizard.getByLabel('内存', { exact: true }).fill(memory)
    await wizard.getByRole('button', { name: '前进' }).click()
    await expect(wizard.getByLabel('内存', { exact: true })).toHaveAttribute('aria-invalid', 'true')
    await expect(wizard.getByLabel('内存', { exact: true })).toBeFocused()
  }
  await wizard.getByLabel('内存', { exact: true }).fill('256')
  await wizard.getByLabel(/^CPU/).fill('1')
  await wizard.getByRole('button', { name: '前进' }).click()

  await wizard.getByLabel('大小', { exact: true }).fill('99999')
  await wizard.getByRole('button', { name: '前进' }).click()
  await expect(wizard.getByLabel('大小', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await wizard.getByLabel('大小', { exact: true }).fill('1')
  await wizard.getByRole('button', { name: '前进' }).click()

  const name = wizard.locator('[name=vm-name]')
  for (const [bad, says] of names) {
    await name.fill(bad)
    await finishWizard(page)
    await expect(name).toHaveAttribute('aria-invalid', 'true')
    await expect(wizard).toContainText(says)
  }
  expect(await whatExists(student)).toEqual(before)
})

test('two submits at once make one VM, and its name is taken from then on', async ({ page, student }) => {
  test.setTimeout(240_000)
  await openLesson(page)
  await fillWizard(page, { method: 'import', name: 'twice' })
  await page.getByTestId('create-wizard').getByRole('button', { name: '完成' }).dblclick()
  await expect(page.getByTestId('creation')).toHaveAttribute('data-stage', 'done', { timeout: 120_000 })
  expect((await inLab(student, 'virsh', 'list', '--all', '--name')).split('\n').filter(Boolean)).toEqual(['twice'])

  await page.getByTestId('creation').getByRole('button', { name: /再|另/ }).click()
  await fillWizard(page, { method: 'iso', name: 'twice' })
  await finishWizard(page)
  await expect(page.locator('[name=vm-name]')).toHaveAttribute('aria-invalid', 'true')
  expect((await inLab(student, 'virsh', 'list', '--all', '--name')).split('\n').filter(Boolean)).toEqual(['twice'])
  expect(await inLab(student, 'ls', '/var/lib/libvirt/images')).not.toContain('twice')
})
