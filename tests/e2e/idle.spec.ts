import { OwnSite } from '../support/own-site.ts'
import { deleteLab, expect, inLab, makeStudent, openLesson, type Student, signInAs, test, typeLine } from './student.ts'

test.describe('a lab that nobody uses', () => {
  let site: OwnSite
  let student: Student

  test.beforeAll(async () => {
    site = await OwnSite.create({ VIRTLAB_IDLE_MINUTES: '0.5' })
    await site.start()
    student = await makeStudent(site.state)
  })
  test.afterAll(async () => {
    await site.remove()
    await deleteLab(student)
  })

  test('the page says so before, a click keeps it, then it is suspended; whoever comes back goes on with the VM that ran', async ({
    browser,
  }) => {
    test.setTimeout(400_000)
    const page = await browser.newPage({ baseURL: site.origin, viewport: { width: 1280, height: 800 } })
    await signInAs(page, student)
    await openLesson(page)
    // Without a disk it has nothing to boot, and is saved at once.
    const line =
      'virt-install -q --name idle01 --osinfo generic --memory 64 --disk none --import --network none --graphics none --noautoconsole'
    await typeLine(page, line)
    await expect.poll(() => inLab(student, 'virsh', 'list', '--name')).toBe('idle01')
    const runs = () => inLab(student, 'virsh', 'domstate', '--reason', 'idle01')
    await expect.poll(runs).toContain('running (booted)')

    const notice = page.getByTestId('suspension-notice')
    await expect(notice).toContainText('挂起', { timeout: 90_000 })
    await notice.getByRole('button').click()
    await expect(notice).toBeEmpty()
    await expect(notice).toContainText('挂起', { timeout: 90_000 })
    await expect(page.getByTestId('lab-chip')).toContainText('挂起', { timeout: 150_000 })
    await expect(page.getByText('已挂起').first()).toBeVisible()

    // To move on the page is to come back.
    await page.mouse.click(300, 400)
    await expect(page.getByTestId('lab-chip')).toContainText('运行中', { timeout: 90_000 })
    await expect.poll(runs).toContain('running (restored)')
    await page.close()
  })
})
