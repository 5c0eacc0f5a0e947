import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { LiveLab } from '#tests/support/live-lab.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())
const { saveScreenshot } = await import('#lib/labs/console/screenshot.ts')

let lab: LiveLab
let actor: Actor

beforeAll(async () => {
  lab = await LiveLab.start(await site.addStudent())
  actor = { userId: lab.studentId, role: 'student', name: 'ann', locale: 'en' }
})
afterAll(async () => {
  await lab?.remove()
  await site.remove()
})

async function define(name: string, devices: string): Promise<void> {
  await lab.run(`virt-install --name ${name} --osinfo generic --memory 64 --disk none --network none --import --boot hd \\
    ${devices} --print-xml > /tmp/vm.xml && virsh -q define /tmp/vm.xml`)
}

function take(vm: string, file = `${vm}.png`) {
  return saveScreenshot(actor, { labId: lab.labId, vm, file })
}

it('[5.4-screenshot] the page and virsh screenshot give the same picture', async () => {
  await define('still', '--graphics vnc,listen=socket')
  await lab.run('virsh -q start still --paused')
  const { mime, picture } = await take('still', 'still 1.png')
  expect(mime).toBe('image/png')

  const [told] = Object.values(lab.state.history).filter(({ summary }) => summary === 'vm-screenshot')
  expect(told).toMatchObject({
    source: 'gui',
    params: { name: 'still' },
    command: "virsh screenshot still 'still 1.png'",
  })
  await lab.run(`cd /tmp && ${told?.command}`)
  expect(picture.toString('base64')).toBe((await lab.run("base64 -w0 '/tmp/still 1.png'")).trim())
})

it('[5.4-screenshot] a VM without VNC has a picture, one without a video device has none, nor has one that is off', async () => {
  await define('unseen', '--graphics none --video vga')
  await expect(take('unseen')).rejects.toMatchObject({ code: 'console.vm-off', params: { name: 'unseen' } })
  await lab.run('virsh -q start unseen --paused')
  expect((await take('unseen')).picture.subarray(1, 4).toString()).toBe('PNG')
  await define('blind', '--graphics none --video none')
  await lab.run('virsh -q start blind --paused')
  await expect(take('blind')).rejects.toMatchObject({ code: 'console.no-screen' })
  await expect(take('nobody')).rejects.toMatchObject({ code: 'libvirt.42' })
})

it('takes no path for a file, and no option for a name', async () => {
  await expect(take('still', '../../etc/passwd')).rejects.toMatchObject({ code: 'operation.bad-request' })
  await expect(take('still', '-x')).rejects.toMatchObject({ code: 'operation.bad-request' })
  await expect(take('--help')).rejects.toMatchObject({ code: 'operation.bad-request' })
})
