import { randomBytes } from 'node:crypto'
import { expect, test } from 'playwright/test'
import { incus } from '#lib/incus/client.ts'
import { imageOf, readInstance } from '#lib/incus/instances.ts'
import { SecondImage } from '#tests/support/second-image.ts'
import { seriousFaults } from './axe.ts'
import { type HelpClass, makeHelpClass, pageOf } from './help-class.ts'
import { ask, deleteLab, inLab, type Student } from './student.ts'

const name = `image-${randomBytes(3).toString('hex')}`
const notNow = '以后再说'
let people: HelpClass
let images: SecondImage

test.beforeAll(async () => {
  people = await makeHelpClass(name)
  images = await SecondImage.make(`vl-test-${name}`)
  await images.upgrade()
  // Its hosts are old to the site, whose image is the other one.
  process.env.VIRTLAB_LAB_IMAGE = images.alias
  await ask('old-host', [people.ann.labId, people.ben.labId])
  delete process.env.VIRTLAB_LAB_IMAGE
})
test.afterAll(async () => {
  await images.remove()
  for (const student of [people.ann, people.ben]) await deleteLab(student)
  await ask('forget-class', [name])
})

const imageOfHost = async ({ instance }: Student) => imageOf(await readInstance(incus(), instance))

test('hosts of an older image: the student is offered the new one and may decline, staff renew those not in use', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const { classId, teacher, ann, ben } = people
  const annAt = await pageOf(browser, ann, '/zh/lab')
  await expect(annAt.getByTestId('lab-chip')).toContainText('运行中')
  const notice = annAt.getByTestId('new-host-notice')

  await test.step('the offer says what is lost and kept; "not now" lasts, and changes nothing', async () => {
    await expect(notice).toContainText('实验主机有新版了')
    await notice.getByRole('button', { name: '更换' }).click()
    const dialog = annAt.getByRole('dialog')
    await expect(dialog).toContainText('会丢失')
    await expect(dialog).toContainText('得分')
    expect(await seriousFaults(annAt, 'new host', '[role=dialog]')).toEqual([])
    await dialog.getByRole('button', { name: notNow }).click()
    await notice.getByRole('button', { name: notNow }).click()
    await expect(notice).toBeEmpty()
    await annAt.reload()
    await expect(annAt.getByTestId('lab-chip')).toContainText('运行中')
    await expect(notice).toBeEmpty()
    expect(await imageOfHost(ann)).toBe(images.second)
    await inLab(ann, 'touch', '/root/mine')
  })

  await test.step('staff see both, and renew the one that nobody uses', async () => {
    const staff = await pageOf(browser, teacher, `/en/classes/${classId}/labs`)
    const rows = staff.getByTestId('labs').getByRole('row')
    await expect(rows.filter({ hasText: 'older host' })).toHaveCount(2)
    const renew = staff.getByTestId('renew-labs')
    await expect(renew).toContainText('2 hosts are of an older image')
    await renew.getByRole('button', { name: 'Renew those not in use' }).click()
    expect(await seriousFaults(staff, 'renew', '[role=dialog]')).toEqual([])
    await staff.getByRole('dialog').getByRole('button', { name: 'Renew', exact: true }).click()
    await expect(staff.getByText('1 host is renewed').first()).toBeVisible()
    await expect(rows.filter({ hasText: 'older host' })).toHaveCount(1)
    await expect(rows.filter({ hasText: 'older host' })).toContainText(ann.username)
    expect(await imageOfHost(ben)).toBe(images.first)
    expect(await inLab(ann, 'ls', '/root/mine')).toBe('/root/mine')
    await staff.close()
  })

  await test.step('who declined finds it in the menu, and gets it', async () => {
    await annAt.getByTestId('lab-chip').click()
    await annAt.getByRole('menuitem', { name: '换成新版主机' }).click()
    await annAt.getByRole('button', { name: '删除这台，换成新的' }).click()
    await expect.poll(() => imageOfHost(ann).catch(() => null), { timeout: 60_000 }).toBe(images.first)
    await expect(annAt.getByTestId('lab-chip')).toContainText('运行中')
    await annAt.getByTestId('lab-chip').click()
    await expect(annAt.getByRole('menuitem', { name: '重置' })).toBeVisible()
    await expect(annAt.getByRole('menuitem', { name: '换成新版主机' })).toBeHidden()
  })
})
