import { seriousFaults } from './axe.ts'
import { expect, signInAs, test } from './shared-student.ts'

test('a lesson on paper: all text and commands, black on white, no hints and nothing live', async ({
  page,
  shared,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await signInAs(page, shared)
  await page.goto('/zh/lessons/03-create-wizard')
  await page.getByRole('link', { name: '打印' }).click()
  await page.waitForURL(/03-create-wizard\/print$/)
  const paper = page.locator('article.lesson')
  await expect(paper.locator('h2')).not.toHaveCount(0)
  await expect(paper).toContainText('virsh vol-list default')
  await expect(paper).toContainText('网页上这里是“新建虚拟机向导”')
  await expect(paper).toContainText('检查点')
  // A hint of the checkpoint; the same words stand nowhere else.
  await expect(paper).not.toContainText('向导一共问了五件事')
  await expect(paper.locator('button, input, [data-testid=lab-chip]')).toHaveCount(0)
  await expect(paper.locator('svg').first()).toBeVisible()
  const colours = await page.locator('.print-page').evaluate((element) => {
    const { color, backgroundColor } = getComputedStyle(element)
    return { color, backgroundColor }
  })
  expect(colours).toEqual({ color: 'rgb(0, 0, 0)', backgroundColor: 'rgb(255, 255, 255)' })
  // Drawings too, though the page's own scheme is dark.
  const box = page.locator('article.lesson svg .fig-accent-soft').first()
  expect(await box.evaluate((element) => getComputedStyle(element).fill)).toBe('rgb(231, 239, 251)')
  expect(await seriousFaults(page, 'print')).toEqual([])

  const pdf = await page.pdf({ preferCSSPageSize: true })
  // A4 in points.
  expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]/)

  await page.goto('/en/lessons/03-create-wizard/print')
  await expect(page.locator('article.lesson')).toContainText('On the page, “the wizard for new VMs” is here')
})
