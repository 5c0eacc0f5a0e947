import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { LiveLab } from '#tests/support/live-lab.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())
const { checkPicture } = await import('#lib/labs/console/picture-checks.ts')

let lab: LiveLab
let actor: Actor

beforeAll(async () => {
  lab = await LiveLab.start(await site.addStudent())
  actor = { userId: lab.studentId, role: 'student', name: 'ann', locale: 'en' }
  await lab.run(`virt-install --name blind --osinfo generic --memory 64 --disk none --network none --import --boot hd \\
    --graphics vnc,listen=socket --print-xml > /tmp/vm.xml && virsh -q define /tmp/vm.xml`)
})
afterAll(async () => {
  await lab?.remove()
  await site.remove()
})

it('[5.4-trouble] state, display and log of a VM, each as its command prints it', async () => {
  const ask = async () => {
    const found = await checkPicture({ actor, labId: lab.labId, vm: 'blind' })
    return Object.fromEntries(found.map((one) => [one.check, one]))
  }
  const off = await ask()
  expect(off.state).toMatchObject({ command: 'virsh domstate --reason blind', failed: false })
  expect(off.state?.output).toMatch(/^shut off/)
  expect(off.display).toMatchObject({ failed: true })

  await lab.run('virsh -q start blind --paused')
  const paused = await ask()
  expect(paused.state?.output).toMatch(/^paused \(starting up\)|^paused/)
  expect(paused.display?.output).toMatch(/^vnc/)
  expect(paused.log?.output).toContain('qemu')

  await lab.run('virsh -q destroy blind')
  expect((await ask()).log?.output).toContain('shutting down')
})
