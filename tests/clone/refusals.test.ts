import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { CloneForm } from '#lib/virt/commands/clone-commands.ts'
import type { LiveLab } from '#tests/support/live-lab.ts'
import { normaliseState, printState } from '#tests/support/normalise-state.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { LiveLab: Lab } = await import('#tests/support/live-lab.ts')
const { cancelOperation, performOperation } = await import('#lib/labs/operations/perform-operation.ts')

const images = '/var/lib/libvirt/images'
const MiB = 1024 ** 2

let lab: LiveLab
let actor: Actor

beforeAll(async () => {
  lab = await Lab.start(await site.addStudent())
  actor = { userId: lab.studentId, role: 'student', name: 'ann', locale: 'en' }
  await lab.run(`
virsh -q vol-create-as default demo.qcow2 64M --format qcow2 --allocation 0
virt-install --name demo --osinfo generic --memory 64 --disk vol=default/demo.qcow2,bus=virtio --network default \\
  --import --graphics none --print-xml > /tmp/demo.xml && virsh -q define /tmp/demo.xml
sed 's#<name>demo#<name>runs#;/<uuid>/d;/<mac /d;s#demo.qcow2#runs.qcow2#' /tmp/demo.xml > /tmp/runs.xml
virsh -q vol-create-as default runs.qcow2 64M --format qcow2 --allocation 0
virsh -q define /tmp/runs.xml && virsh -q start runs --paused`)
})
afterAll(async () => {
  await lab?.remove()
  await site.remove()
})

const disk = {
  target: 'vda',
  way: 'full',
  volume: { pool: 'default', name: 'demo.qcow2', newName: 'new.qcow2', newPath: `${images}/new.qcow2` },
  capacityBytes: 64 * MiB,
  format: 'qcow2',
  isLinked: false,
  alwaysShared: false,
} as const
const form: CloneForm = { vm: 'demo', name: 'new', disks: [disk], macs: [], nvram: null }

const request = (input: CloneForm) => ({
  labId: lab.labId,
  operation: 'vm-clone',
  jobId: crypto.randomUUID(),
  input,
})
const state = async () => normaliseState(await lab.run(`${printState}\nfind ${images} | sort`))

async function refuses(input: CloneForm, expected: object) {
  const before = await state()
  await expect(performOperation(actor, request(input))).rejects.toMatchObject(expected)
  expect(await state()).toBe(before)
}
const named = (newName: string) => [{ ...disk, volume: { ...disk.volume, newName, newPath: `${images}/${newName}` } }]

describe('a clone', () => {
  it.each<[Partial<CloneForm>, string, string]>([
    [{ name: '' }, 'wizard.name-missing', 'name'],
    [{ name: 'demo' }, 'wizard.name-taken', 'name'],
    [{ name: 'a/b' }, 'wizard.name-slash', 'name'],
    [{ name: '<name>' }, 'wizard.name-character', 'name'],
    [{ name: '-x' }, 'wizard.name-dash', 'name'],
    [{ name: 'x'.repeat(201) }, 'wizard.name-long', 'name'],
    [{ macs: ['nonsense'] }, 'devices.mac-format', 'macs.0'],
    [{ macs: ['52:54:00:00:00:01', '52:54:00:00:00:02'] }, 'clone.macs-all', 'macs'],
    [{ disks: [] }, 'clone.disks-changed', 'disks'],
    [{ disks: [{ ...disk, volume: null }] }, 'clone.not-in-pool', 'disks.0'],
  ])('with %j is refused', (change, code, field) => refuses({ ...form, ...change }, { code, field }))

  it.each([
    ['demo.qcow2', 'storage.name-taken'],
    ['../etc/passwd', 'storage.name-slash'],
    ['a<b', 'storage.name-character'],
  ])('onto %s is refused', (newName, code) => refuses({ ...form, disks: named(newName) }, { code, field: 'disks.0' }))

  it('to a path that is not its volume’s is refused', () =>
    refuses(
      { ...form, disks: [{ ...disk, volume: { ...disk.volume, newPath: '/etc/passwd' } }] },
      { code: 'clone.disks-changed' },
    ))

  it('[8.2-running] of a VM that runs is refused, by virt-clone too', async () => {
    const disks = [{ ...disk, volume: { ...disk.volume, name: 'runs.qcow2' } }]
    await refuses({ ...form, vm: 'runs', disks }, { code: 'clone.runs', field: 'vm' })
    await expect(lab.run('virt-clone --original runs --auto-clone')).rejects.toThrow(/must be shutoff/)
  })

  it('[8.3-linked] whose base is gone is refused', () => {
    const disks = [{ ...disk, way: 'linked' as const, volume: { ...disk.volume, name: 'gone.qcow2' } }]
    return refuses({ ...form, disks }, { code: 'clone.volume-gone', field: 'disks.0' })
  })

  it('[8.2-clone] cancelled while it copies leaves nothing', async () => {
    await lab.run(
      `qemu-io -f qcow2 -c 'write -P 5 0 60M' ${images}/demo.qcow2 >/dev/null; virsh -q pool-refresh default`,
    )
    const before = await state()
    const asked = request(form)
    const cloning = performOperation(actor, asked)
    const ended = cloning.then(
      () => 'done',
      (error: { code: string }) => error.code,
    )
    await lab.until(({ jobs }) => asked.jobId in jobs)
    await cancelOperation(actor, asked)
    expect(await ended).toBe('operation.cancelled')
    expect(await state()).toBe(before)
  })

  it('that fails at its last step leaves no volume', async () => {
    const before = await state()
    // libvirt cannot write what it shall keep of it.
    await lab.run('mkdir -p /etc/libvirt/qemu/new.xml')
    await expect(performOperation(actor, request(form))).rejects.toMatchObject({
      code: expect.stringMatching(/^libvirt/),
    })
    await lab.run('rmdir /etc/libvirt/qemu/new.xml')
    expect(await state()).toBe(before)
  })
})
