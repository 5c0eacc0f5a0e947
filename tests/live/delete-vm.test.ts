import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { LiveLab } from '#tests/support/live-lab.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { performOperation } = await import('#lib/labs/operations/perform-operation.ts')
const { LiveLab: Lab } = await import('#tests/support/live-lab.ts')

const images = '/var/lib/libvirt/images'
let lab: LiveLab
let actor: Actor

beforeAll(async () => {
  lab = await Lab.start(await site.addStudent())
  actor = { userId: lab.studentId, role: 'student', name: 'ann', locale: 'en' }
})
afterAll(async () => {
  await lab?.remove()
  await site.remove()
})

const disk = (path: string, target: string) =>
  `<disk type='file' device='disk'><source file='${path}'/><target dev='${target}' bus='virtio'/></disk>`

/** A VM with these disks. */
async function define(name: string, paths: string[]): Promise<void> {
  const disks = paths.map((path, i) => disk(path, i === 0 ? 'vda' : 'vdb')).join('')
  await lab.run('cat > /tmp/vm.xml && virsh define /tmp/vm.xml', {
    input: `<domain type='qemu'><name>${name}</name><memory unit='MiB'>64</memory>
      <os><type arch='x86_64' machine='pc'>hvm</type></os><devices>${disks}</devices></domain>`,
  })
}

const remove = (vm: string, storage: string[]) =>
  performOperation(actor, {
    labId: lab.labId,
    operation: 'vm-delete',
    jobId: crypto.randomUUID(),
    input: { vm, storage, nvram: 'delete' },
  })
const names = () => lab.run('virsh list --all --name').then((printed) => printed.split('\n').filter(Boolean))
const files = () => lab.run(`ls ${images} /srv`)

describe('deleting a VM with its disks', () => {
  it('deletes both, and the history says that the page did', async () => {
    await lab.run('virsh vol-create-as default a.qcow2 1M --format qcow2')
    await define('a', [`${images}/a.qcow2`])
    await remove('a', ['vda'])
    expect(await names()).not.toContain('a')
    expect(await files()).not.toContain('a.qcow2')
    await lab.until(({ domains, volumes }) => !('default/a.qcow2' in volumes) && Object.keys(domains).length === 0)
    const told = Object.values(lab.state.history).filter(({ summary }) => /removed|delete/.test(summary))
    expect(told).toMatchObject([
      { source: 'gui', summary: 'vm-delete', command: expect.stringContaining('--storage vda') },
    ])
  })

  it('deletes nothing when a disk lies in no pool', async () => {
    await lab.run('virsh vol-create-as default b.qcow2 1M --format qcow2; truncate -s 1M /srv/outside.img')
    await define('b', [`${images}/b.qcow2`, '/srv/outside.img'])
    await expect(remove('b', ['vda', 'vdb'])).rejects.toMatchObject({
      code: 'domain.disk-not-in-pool',
      params: { path: '/srv/outside.img' },
    })
    expect(await names()).toContain('b')
    expect(await files()).toMatch(/outside\.img[^]*b\.qcow2/)
  })

  it('deletes nothing when a disk is another VM’s too', async () => {
    await define('c', [`${images}/b.qcow2`])
    await expect(remove('c', ['vda'])).rejects.toMatchObject({ code: 'domain.disk-shared', params: { other: 'b' } })
    expect(await names()).toEqual(expect.arrayContaining(['b', 'c']))
    expect(await files()).toContain('b.qcow2')
  })

  it('puts the VM back when its disk cannot be deleted after all', async () => {
    await lab.run('virsh vol-create-as default d.qcow2 1M --format qcow2')
    await define('d', [`${images}/d.qcow2`])
    const before = await lab.run('virsh autostart d >/dev/null; virsh dumpxml d --inactive')
    // A directory in its place: libvirt cannot unlink it.
    await lab.run(`rm ${images}/d.qcow2 && mkdir -p ${images}/d.qcow2/kept`)
    await expect(remove('d', ['vda'])).rejects.toMatchObject({ code: expect.stringMatching(/^libvirt\./) })
    expect(await lab.run('virsh dumpxml d --inactive')).toBe(before)
    expect(await lab.run('virsh dominfo d')).toMatch(/Autostart:\s+enable/)
  })
  it('deletes nothing of a VM that runs, has no such disk, or is not there', async () => {
    await lab.run('virsh vol-create-as default e.qcow2 1M --format qcow2')
    await define('e', [`${images}/e.qcow2`])
    await lab.run('virsh start --paused e')
    await expect(remove('e', [])).rejects.toMatchObject({ code: 'domain.still-runs' })
    await lab.run('virsh destroy e')
    await expect(remove('e', ['vdz'])).rejects.toMatchObject({ code: 'domain.no-such-disk', field: 'storage' })
    await expect(remove('e', ['vda --purge'])).rejects.toMatchObject({ code: 'operation.bad-request' })
    await expect(remove('nobody', [])).rejects.toMatchObject({ code: 'libvirt.42' })
    expect(await names()).toContain('e')
  })
})
