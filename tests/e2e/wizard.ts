import { expect, type Page } from 'playwright/test'

export interface WizardChoices {
  method: 'iso' | 'import'
  name: string
  memoryMiB?: number
  sizeGiB?: number
}

const words = {
  zh: {
    forward: '前进',
    finish: '完成',
    iso: /本地安装介质/,
    import: /导入现有磁盘映像/,
    memory: '内存',
    size: '大小',
  },
  en: {
    forward: 'Forward',
    finish: 'Finish',
    iso: /Local install media/,
    import: /Import existing disk image/,
    memory: 'Memory',
    size: 'Size',
  },
}

const files = { iso: 'tinyvm-1.0-x86_64.iso', import: 'tinyvm-1.0-x86_64.qcow2' }

/** Fills in the wizard up to its last page, as a student would. */
export async function fillWizard(page: Page, choices: WizardChoices, locale: 'zh' | 'en' = 'zh'): Promise<void> {
  const t = words[locale]
  const wizard = page.getByTestId('create-wizard')
  const forward = wizard.getByRole('button', { name: t.forward })
  await wizard.getByRole('radio', { name: t[choices.method] }).click()
  await forward.click()
  await wizard.getByRole('button', { name: files[choices.method] }).click()
  if (choices.method === 'iso') await expect(wizard.getByTestId('os-detected')).toContainText('TinyVM')
  else await chooseGeneric(page)
  await forward.click()
  await wizard.getByLabel(t.memory, { exact: true }).fill(String(choices.memoryMiB ?? 256))
  await wizard.getByLabel(/^CPU/).fill('1')
  await forward.click()
  if (choices.method === 'iso') {
    await wizard.getByLabel(t.size, { exact: true }).fill(String(choices.sizeGiB ?? 1))
    await forward.click()
  }
  await wizard.locator('[name=vm-name]').fill(choices.name)
}

async function chooseGeneric(page: Page): Promise<void> {
  const wizard = page.getByTestId('create-wizard')
  await wizard.getByRole('combobox').or(wizard.getByRole('searchbox')).first().fill('tinyvm')
  await wizard
    .getByRole('option', { name: /TinyVM/ })
    .first()
    .click()
}

export async function finishWizard(page: Page, locale: 'zh' | 'en' = 'zh'): Promise<void> {
  await page.getByTestId('create-wizard').getByRole('button', { name: words[locale].finish }).click()
}
