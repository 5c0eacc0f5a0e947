import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { OperationInput, OperationName } from '#lib/labs/operations/catalogue.ts'
import type { LiveLab } from '#tests/support/live-lab.ts'
import type { PoolForm } from '#lib/virt/commands/pool-form.ts'
import { normaliseState, printState } from '#tests/support/normalise-state.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { LiveLab: Lab } = await import('#tests/support/live-lab.ts')
const { performOperation } = await import('#lib/labs/operations/perform-operation.ts')
const { readPoolSupport } = await import('#lib/labs/storage/pool-support.ts')

const MiB = 1024 ** 2
const images = '/var/lib/libvirt/images'

let lab: LiveLab
let actor: Actor

/** A running VM on run.qcow2, one that is off on off.qcow2, and linked.qcow2 on base.qcow2. */
const scene = `
for name in run off base free; do virsh -q vol-create-as default $name.qcow2 64M --format qcow2 --allocation 0; done
virsh -q vol-create-as default linked.qcow2 64M --format qcow2 --allocation 0 --backing-vol base.qcow2 --backing-vol-format qcow2
for name in run off; do
  virt-install --name $name --osinfo generic --memory 64 --vcpus 1 --disk vol=default/$name.qcow2,bus=virtio \\
    --network none --import --graphics none --print-xml > /tmp/$name.xml && virsh -q define /tmp/$name.xml
done
virsh -q start run --paused
ln -s /etc /srv/link`

beforeAll(async () => {
  lab = await Lab.start(await site.addStudent())
  actor = { userId: lab.studentId, role: 'student', name: 'ann', locale: 'en' }
  await lab.run(scene)
})
afterAll(async () => {
  await lab?.remove()
  await site.remove()
})

function perform<N extends OperationName>(operation: N, input: OperationInput<N>): Promise<void> {
  return performOperation(actor, { labId: lab.labId, operation, jobId: crypto.randomUUID(), input })
}
const state = async () =>
  normaliseState(
    await lab.run(`${printState}
find /srv ${images} | sort`),
  )

/** It is refused with that code at that field, and nothing has changed. */
async function refuses<N extends OperationName>(operation: N, input: OperationInput<N>, code: string, field?: string) {
  const before = await state()
  await expect(perform(operation, input)).rejects.toMatchObject(field ? { code, field } : { code })
  expect(await state()).toBe(before)
}

const form: PoolForm = {
  pool: 'new',
  type: 'dir',
  target: '/srv/new',
  host: null,
  sourcePath: null,
  sourceDevice: null,
  sourceName: null,
  format: null,
  initiator: null,
  permissions: null,
  build: true,
  start: true,
  autostart: true,
}

describe('a pool', () => {
  it.each<[Partial<PoolForm>, string, string]>([
    [{ pool: '' }, 'storage.name-missing', 'pool'],
    [{ pool: 'default' }, 'storage.name-taken', 'pool'],
    [{ pool: '</name><uuid>x</uuid><name>' }, 'storage.name-slash', 'pool'],
    [{ pool: '--all' }, 'storage.name-dash', 'pool'],
    [{ target: '/' }, 'storage.target-shared', 'target'],
    [{ target: '/etc' }, 'storage.target-system', 'target'],
    [{ target: '/etc/libvirt/new' }, 'storage.target-system', 'target'],
    [{ target: '/srv/../etc' }, 'storage.path-dots', 'target'],
    [{ target: '/srv/link' }, 'storage.target-system', 'target'],
    [{ target: '/srv/link/below' }, 'storage.target-system', 'target'],
    [{ target: 'relative' }, 'storage.path-relative', 'target'],
    [{ target: `/srv/a'><x/>` }, 'storage.path-character', 'target'],
    [{ target: `${images}/` }, 'storage.target-taken', 'target'],
    [{ permissions: { mode: '999', owner: 0, group: 0 } }, 'storage.mode-invalid', 'permissions.mode'],
    [{ permissions: { mode: '0700', owner: -1, group: 0 } }, 'storage.id-invalid', 'permissions.owner'],
    [{ type: 'netfs', host: '-oProxy', sourcePath: '/x' }, 'storage.host-invalid', 'host'],
    [{ type: 'fs', sourceDevice: '/etc/passwd' }, 'storage.device-not-in-dev', 'sourceDevice'],
  ])('with %j is refused', ({ ...change }, code, field) => refuses('pool-create', { ...form, ...change }, code, field))

  it('[6.2-netfs] that cannot be mounted here is undone, its new folders too', () =>
    refuses(
      'pool-create',
      { ...form, type: 'netfs', host: '127.0.0.1', sourcePath: '/x', format: 'nfs', target: '/srv/deep/new' },
      'libvirt.1',
    ))

  it('that VMs have disks in keeps its volumes; alone it may be forgotten, and they run on', async () => {
    const volumes = ['linked.qcow2', 'base.qcow2', 'free.qcow2', 'off.qcow2']
    const removal = { pool: 'default', stop: true, volumes, deleteTarget: false, undefine: true }
    await refuses('pool-remove', removal, 'storage.volume-in-use', 'volume')
    await refuses('pool-remove', { ...removal, volumes: ['base.qcow2'] }, 'storage.volume-is-base', 'volume')
    await refuses('pool-remove', { ...removal, volumes: [], deleteTarget: true }, 'storage.pool-not-empty', 'volumes')
  })

  it('[6.2-fs] [6.2-netfs] [6.2-logical] [6.2-iscsi] says beforehand what it will come to', async () => {
    const support = await readPoolSupport({ actor, labId: lab.labId })
    const backends = await lab.run('virsh pool-capabilities')
    for (const { type, define } of support)
      expect(backends.includes(`<pool type='${type}' supported='yes'>`), type).toBe(define)
    const told = Object.fromEntries(support.map(({ type, ...rest }) => [type, rest]))
    expect(told.dir).toEqual({ define: true, start: true, obstacle: null })
    expect(told.fs).toEqual({ define: true, start: false, obstacle: 'no-block-mounts' })
    expect(told.netfs).toMatchObject({ define: true, start: false, obstacle: expect.stringMatching(/^no-nfs/) })
    expect(told.logical).toMatchObject({
      start: false,
      obstacle: expect.stringMatching(/^no-(backend|device-mapper)$/),
    })
    expect(told.iscsi).toMatchObject({ start: false, obstacle: expect.stringMatching(/^no-(backend|initiator)$/) })
    expect(told['iscsi-direct']?.obstacle).toMatch(/^(no-backend|needs-target)$/)
  })
})

const volume = {
  pool: 'default',
  volume: 'new.qcow2',
  format: 'qcow2',
  capacityBytes: 64 * MiB,
  allocation: 'on-demand',
  backing: null,
} as const

describe('a volume', () => {
  it.each<[Partial<OperationInput<'volume-create'>>, string, string]>([
    [{ volume: 'a/b' }, 'storage.name-slash', 'volume'],
    [{ volume: '..' }, 'storage.name-dots', 'volume'],
    [{ volume: '<a>' }, 'storage.name-character', 'volume'],
    [{ volume: 'a\nb' }, 'storage.name-control', 'volume'],
    [{ volume: 'x'.repeat(201) }, 'storage.name-long', 'volume'],
    [{ volume: 'free.qcow2' }, 'storage.name-taken', 'volume'],
    [{ capacityBytes: 0 }, 'storage.size-zero', 'capacityBytes'],
    [{ capacityBytes: -1 }, 'storage.size-zero', 'capacityBytes'],
    [{ capacityBytes: 2 ** 52 }, 'storage.size-huge', 'capacityBytes'],
    [{ capacityBytes: 2 ** 45, allocation: 'full' }, 'storage.size-over-free', 'capacityBytes'],
    [{ format: 'raw', allocation: 'metadata' }, 'storage.metadata-needs-qcow2', 'allocation'],
    [{ backing: { volume: 'none.qcow2', format: 'qcow2' } }, 'storage.backing-gone', 'backing'],
    [{ backing: { volume: '/etc/passwd', format: 'raw' } }, 'storage.backing-gone', 'backing'],
    [{ backing: { volume: 'run.qcow2', format: 'qcow2' } }, 'storage.backing-runs', 'backing'],
    [
      { backing: { volume: 'base.qcow2', format: 'qcow2' }, capacityBytes: MiB },
      'storage.backing-larger',
      'capacityBytes',
    ],
    [{ backing: { volume: 'base.qcow2', format: 'qcow2' }, format: 'raw' }, 'storage.backing-needs-qcow2', 'format'],
  ])('with %j is refused', (change, code, field) => refuses('volume-create', { ...volume, ...change }, code, field))

  it('larger than the free space may be promised, and is made', async () => {
    await perform('volume-create', { ...volume, volume: 'promise.qcow2', capacityBytes: 2 ** 45 })
    expect(await lab.run('virsh vol-info --pool default promise.qcow2')).toContain('32.00 TiB')
    await perform('volume-delete', { pool: 'default', volume: 'promise.qcow2' })
  })

  it('[6.4-delete] that somebody needs is kept', async () => {
    const key = { pool: 'default' }
    await refuses('volume-delete', { ...key, volume: 'base.qcow2' }, 'storage.volume-is-base', 'volume')
    await refuses('volume-delete', { ...key, volume: 'run.qcow2' }, 'storage.volume-in-use', 'volume')
    await refuses('volume-delete', { ...key, volume: 'off.qcow2' }, 'storage.volume-in-use', 'volume')
    await refuses('volume-delete', { ...key, volume: 'gone.qcow2' }, 'storage.volume-gone', 'volume')
  })

  it('[6.4-resize] is not cut without a word, nor under a running VM, nor under a linked one', async () => {
    const key = { pool: 'default', capacityBytes: 32 * MiB }
    await refuses('volume-resize', { ...key, volume: 'free.qcow2', shrink: false }, 'storage.shrink-unconfirmed')
    await refuses('volume-resize', { ...key, volume: 'base.qcow2', shrink: true }, 'storage.volume-is-base')
    await refuses('volume-resize', { ...key, volume: 'run.qcow2', shrink: true }, 'storage.resize-runs')
    await refuses('vm-block-resize', { ...key, volume: 'run.qcow2', vm: 'run', disk: 'vda' }, 'storage.shrink-runs')
    await refuses(
      'vm-block-resize',
      { pool: 'default', volume: 'off.qcow2', vm: 'off', disk: 'vda', capacityBytes: 96 * MiB },
      'storage.disk-not-running',
    )
  })

  it('[6.4-rename] is renamed only where nothing is lost by it', async () => {
    const rename = (name: string, vms: string[]) => ({
      pool: 'default',
      volume: `${name}.qcow2`,
      newName: 'renamed.qcow2',
      linked: false,
      disks: vms.map((vm) => ({ vm, path: `${images}/${name}.qcow2`, newPath: `${images}/renamed.qcow2` })),
    })
    await refuses('volume-rename', rename('base', []), 'storage.volume-is-base')
    await refuses('volume-rename', rename('run', ['run']), 'storage.rename-vm-runs')
    await refuses('volume-rename', rename('off', []), 'storage.rename-users-changed')
    await refuses('volume-rename', rename('free', ['off']), 'storage.rename-users-changed')
    await lab.run('virsh -q snapshot-create-as off s1')
    await refuses('volume-rename', rename('off', ['off']), 'storage.rename-vm-snapshots')
  })

  it('does not swap in another object of a hostile request', async () => {
    await expect(perform('volume-delete', { pool: 'default', volume: '-x' })).rejects.toMatchObject({
      code: 'operation.bad-request',
    })
    await expect(perform('pool-start', { pool: 'a\nb' })).rejects.toMatchObject({ code: 'operation.bad-request' })
  })
})

describe('the live model', () => {
  it('follows volumes and pools that are changed in the terminal, and tells of it', async () => {
    await lab.run('virsh -q vol-resize --pool default free.qcow2 128M')
    await lab.until(({ volumes }) => volumes['default/free.qcow2']?.capacityBytes === 128 * MiB)
    await lab.until(({ history }) => Object.values(history).some(({ summary }) => summary === 'volume-resized'))
    expect(lab.state.volumes['default/linked.qcow2']).toMatchObject({
      backingPath: `${images}/base.qcow2`,
      backingFormat: 'qcow2',
      permissions: { mode: '0600' },
    })
    await lab.run(`virsh -q pool-define-as late dir --target /srv/late && virsh -q pool-build late`)
    const late = () => Object.values(lab.state.pools).find(({ name }) => name === 'late')
    await lab.until(() => late()?.state === 'inactive')
    expect(late()?.inactiveXml).toContain('/srv/late')
    await lab.run('virsh -q pool-start late && virsh -q vol-create-as late a.img 1M')
    await lab.until(({ volumes }) => 'late/a.img' in volumes)
  })
})
