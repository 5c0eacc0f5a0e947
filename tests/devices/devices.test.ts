import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { OperationName } from '#lib/labs/operations/catalogue.ts'
import type { LiveLab } from '#tests/support/live-lab.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { performOperation } = await import('#lib/labs/operations/perform-operation.ts')
const { LiveLab: Lab } = await import('#tests/support/live-lab.ts')

const images = '/var/lib/libvirt/images'
const tuning = { cache: null, io: null, discard: null, readonly: false, shareable: false, serial: null }
const disk = {
  device: 'disk',
  sourceType: 'file',
  create: null,
  bus: 'virtio',
  target: 'vdb',
  format: 'qcow2',
  ...tuning,
}
const next = { live: false, config: true }
const both = { live: true, config: true }
const create = {
  pool: 'default',
  volume: 'made.qcow2',
  capacityBytes: 1024 ** 2,
  format: 'qcow2',
  allocation: 'on-demand',
  backing: null,
}

let lab: LiveLab
let actor: Actor

beforeAll(async () => {
  lab = await Lab.start(await site.addStudent())
  actor = { userId: lab.studentId, role: 'student', name: 'ann', locale: 'en' }
  await lab.run(`cd ${images} && for name in one two base; do virsh -q vol-create-as default $name.qcow2 8M --format qcow2; done
    virsh -q vol-create-as default linked.qcow2 8M --format qcow2 --backing-vol base.qcow2 --backing-vol-format qcow2
    virsh -q vol-create-as default plain.raw 1M --format raw`)
  await define('one', 'pc', [`${images}/one.qcow2`])
  await define('two', 'q35', [`${images}/two.qcow2`])
})
afterAll(async () => {
  await lab?.remove()
  await site.remove()
})

async function define(name: string, machine: string, paths: string[]): Promise<void> {
  const disks = paths.map(
    (path, i) => `<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='${path}'/>
      <target dev='vd${'abc'[i]}' bus='virtio'/></disk>`,
  )
  await lab.run('cat > /tmp/vm.xml && virsh -q define /tmp/vm.xml', {
    input: `<domain type='qemu'><name>${name}</name><memory unit='MiB'>128</memory>
      <os><type arch='x86_64' machine='${machine}'>hvm</type></os><features><acpi/></features>
      <devices>${disks.join('')}<serial type='pty'/>
      <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel></devices></domain>`,
  })
}

const perform = (operation: OperationName, input: object) =>
  performOperation(actor, { labId: lab.labId, operation, jobId: crypto.randomUUID(), input })
/** Everything that must be as it was after a refusal. */
const state = () =>
  lab.run(
    'for vm in $(virsh list --all --name); do virsh dumpxml --inactive $vm; done; virsh vol-list default; ls /tmp',
  )

async function refused(operation: OperationName, input: object, error: object): Promise<void> {
  const before = await state()
  await expect(perform(operation, input)).rejects.toMatchObject(error)
  expect(await state()).toBe(before)
}

describe('what a disk may be', { timeout: 120_000 }, () => {
  const attach = (more: object, error: object) =>
    refused('disk-attach', { ...disk, ...next, vm: 'one', ...more }, error)

  it('not one that another VM writes to, unless neither writes', async () => {
    await attach(
      { source: `${images}/two.qcow2` },
      { code: 'devices.disk-in-use', field: 'source', params: { names: 'two' } },
    )
    await attach({ source: `${images}/two.qcow2`, readonly: true }, { code: 'devices.disk-in-use' })
    await attach({ source: `${images}/one.qcow2` }, { code: 'devices.disk-in-use', params: { names: 'one' } })
  })

  it('not what a linked volume stands on, but to read', async () => {
    await attach({ source: `${images}/base.qcow2` }, { code: 'devices.is-backing', params: { names: 'linked.qcow2' } })
    await perform('disk-attach', { ...disk, ...next, vm: 'one', source: `${images}/base.qcow2`, readonly: true })
    await refused(
      'disk-edit',
      { vm: 'one', target: 'vdb', tuning: { readonly: false }, move: null },
      { code: 'devices.is-backing' },
    )
    await refused(
      'disk-detach',
      { ...next, vm: 'one', target: 'vdb', remove: { pool: 'default', volume: 'base.qcow2' } },
      { code: 'devices.volume-needed', params: { names: 'linked.qcow2' } },
    )
    await perform('disk-detach', { ...next, vm: 'one', target: 'vdb', remove: null })
  })

  it('only a volume of a pool', async () => {
    for (const source of ['/etc/shadow', `${images}/../../../../etc/shadow`, `${images}/`, images])
      await attach({ source }, { code: 'devices.not-a-volume', field: 'source' })
    await attach({ source: 'one.qcow2' }, { code: 'devices.path-relative' })
    await attach({ source: "/x'/><evil/>" }, { code: 'devices.not-a-volume' })
    await attach({ source: '/a\nb' }, { code: 'operation.bad-request', field: 'source' })
    await refused(
      'disk-attach',
      { ...disk, ...next, vm: 'one', create, source: '/etc/made.qcow2' },
      { code: 'devices.source-elsewhere' },
    )
  })

  it('on a bus and a target that it can have', async () => {
    const source = `${images}/linked.qcow2`
    await attach({ source, target: 'vda' }, { code: 'devices.target-taken', field: 'target' })
    await attach({ source, target: 'sda' }, { code: 'devices.target-form' })
    await attach({ source, target: 'vd1' }, { code: 'operation.bad-request' })
    await attach({ source, vm: 'two', bus: 'ide', target: 'hda' }, { code: 'devices.ide-needs-i440fx' })
    await attach({ source, bus: 'nvme', target: 'sda' }, { code: 'devices.bus-unknown' })
    await attach(
      { source, bus: 'sata', target: 'sda', ...both },
      { code: 'devices.bus-not-hotpluggable', field: 'live' },
    )
  })

  it('tuned as QEMU takes it', async () => {
    const source = `${images}/linked.qcow2`
    await attach({ source, io: 'native' }, { code: 'devices.io-native', field: 'io' })
    await attach({ source, shareable: true }, { code: 'devices.shareable-needs-raw' })
    await attach({ source, serial: '"><serial>' }, { code: 'devices.serial-characters', field: 'serial' })
    await attach({ source, cache: 'writeback,readonly=on' }, { code: 'operation.bad-request', field: 'cache' })
    await attach({ source, live: false, config: false }, { code: 'operation.bad-request' })
  })

  it('a new one of a size and a name that there can be', async () => {
    const make = (more: object, error: object) => {
      const form = { ...create, ...more }
      return attach({ create: form, source: `${images}/${form.volume}` }, error)
    }
    await make({ volume: "x'/><evil/>" }, { code: 'storage.name-slash' })
    await make({ volume: '../x' }, { code: 'storage.name-slash' })
    await make({ volume: 'one.qcow2' }, { code: 'storage.name-taken' })
    await make({ capacityBytes: 2 ** 60 }, { code: 'operation.bad-request', field: 'create.capacityBytes' })
    await make({ capacityBytes: 2 ** 45, allocation: 'full' }, { code: 'storage.size-over-free' })
  })

  it('whose new volume is gone again when it cannot be attached', () =>
    attach({ create, source: `${images}/made.qcow2`, ...both }, { code: 'libvirt.55' }))
})

describe('what a NIC and a device may be', { timeout: 120_000 }, () => {
  const nic = { vm: 'one', ...next, model: 'virtio', mac: null, source: { type: 'network', name: 'default' } }

  it('with a MAC of its own', async () => {
    await perform('nic-attach', { ...nic, mac: '52:54:00:00:00:01' })
    const attach = (mac: string, code: string) =>
      refused('nic-attach', { ...nic, vm: 'two', mac }, { code, field: 'mac' })
    await attach('52:54:00:00:00:01', 'devices.mac-taken')
    await attach('52:54:00:00:00', 'devices.mac-format')
    await attach("52:54:00:00:00:0'", 'devices.mac-format')
    await attach('01:54:00:00:00:02', 'devices.mac-multicast')
    await attach('00:00:00:00:00:00', 'devices.mac-zero')
  })

  it('on a network that is there, and with nothing of XML in its names', async () => {
    const on = (source: object, code: string) => refused('nic-attach', { ...nic, source }, { code })
    await on({ type: 'network', name: 'nowhere' }, 'devices.network-gone')
    await on({ type: 'bridge', name: "x'/><evil a='" }, 'devices.device-name')
    await on({ type: 'direct', name: '../etc', mode: 'bridge' }, 'devices.device-name')
    await on({ type: 'user', name: 'x' }, 'operation.bad-request')
    await refused('nic-attach', { ...nic, model: "e1000'/>" }, { code: 'operation.bad-request' })
  })

  it('nothing that is not there is changed', async () => {
    await refused(
      'nic-link',
      { vm: 'one', mac: '52:54:00:00:00:99', up: false, ...next },
      { code: 'devices.not-there' },
    )
    await refused('cdrom-eject', { vm: 'one', target: 'vda', force: true, ...next }, { code: 'devices.not-there' })
    await refused('device-remove', { vm: 'one', kind: 'sound', number: 7, alias: null }, { code: 'devices.not-there' })
    await refused('disk-detach', { ...next, vm: 'none', target: 'vda', remove: null }, { code: 'libvirt.42' })
  })

  it('a device says why it cannot be here', async () => {
    const add = (device: object, error: object) => refused('device-add', { vm: 'two', ...next, device }, error)
    await add(
      { kind: 'tpm', backend: 'emulator', model: 'tpm-crb', version: '2.0' },
      { code: 'devices.no-tpm-emulator' },
    )
    await add({ kind: 'redirdev', type: 'spicevmc' }, { code: 'devices.no-spice' })
    await add({ kind: 'channel', type: 'unix', name: "a'/><evil/>" }, { code: 'devices.channel-name' })
    await add({ kind: 'rng', source: '/etc/shadow', rateBytes: null, periodMs: null }, { code: 'devices.rng-source' })
    await add({ kind: 'serial', type: 'file', path: '/tmp/../etc/x' }, { code: 'devices.path-strange' })
    await add({ kind: 'sound', model: 'nothing' }, { code: expect.stringMatching(/^libvirt\./) })
    const sound = { vm: 'two', ...both, device: { kind: 'sound', model: 'ich9' } }
    await refused('device-add', sound, { code: 'devices.not-hotpluggable' })
  })
})

describe('a running VM', { timeout: 180_000 }, () => {
  it('of type q35 has no more room than its root ports, and says so', async () => {
    await lab.run('virsh -q start two --paused')
    const device = { kind: 'rng', source: '/dev/urandom', rateBytes: null, periodMs: null }
    const fill = async () => {
      for (;;) await perform('device-add', { vm: 'two', live: true, config: false, device })
    }
    await expect(fill()).rejects.toMatchObject({ code: 'devices.no-free-slot' })
    await refused('device-add', { vm: 'two', ...both, device }, { code: 'devices.no-free-slot' })
    await lab.run('virsh -q destroy two')
  })

  it('keeps a disk that its guest does not let go of, and what is kept stays, too', async () => {
    await lab.run('virsh -q start one --paused')
    await perform('disk-attach', { ...disk, ...both, vm: 'one', source: `${images}/linked.qcow2` })
    const detach = { ...both, vm: 'one', target: 'vdb', remove: { pool: 'default', volume: 'linked.qcow2' } }
    await refused('disk-detach', detach, { code: 'devices.guest-silent', params: { device: 'virtio-disk1' } })
    expect(await lab.run('virsh domblklist one')).toContain('linked.qcow2')
    await lab.run('virsh -q destroy one')
    await perform('disk-detach', { ...detach, ...next })
    expect(await lab.run('virsh domblklist one; virsh vol-list default')).not.toContain('linked.qcow2')
  })

  it('lets go of a disk when its guest does', async () => {
    await lab.run(`cp ${images}/tinyvm-1.0-x86_64.qcow2 ${images}/guest.qcow2 && virsh -q pool-refresh default`)
    await define('guest', 'pc', [`${images}/guest.qcow2`])
    await lab.run('virsh -q start guest')
    await perform('disk-attach', {
      ...disk,
      ...both,
      vm: 'guest',
      source: `${images}/plain.raw`,
      format: 'raw',
      shareable: true,
    })
    const ping = `virsh qemu-agent-command guest '{"execute":"guest-ping"}'`
    await lab.run(`timeout 90 sh -c "until ${ping.replaceAll('"', '\\"')} >/dev/null 2>&1; do sleep 0.5; done"`)
    await perform('disk-detach', { ...both, vm: 'guest', target: 'vdb', remove: null })
    expect(await lab.run('virsh domblklist guest; virsh domblklist --inactive guest')).not.toContain('vdb')
    await lab.run('virsh -q destroy guest')
  })

  it('changes in the terminal are in the live state at once', async () => {
    const mac = '52:54:00:00:00:07'
    const nic = () =>
      Object.values(lab.state.domains)
        .find(({ name }) => name === 'one')
        ?.interfaces.find((one) => one.mac === mac)
    await lab.run(`virsh -q attach-interface one network default --mac ${mac} --config`)
    await lab.until(() => nic()?.linkState === 'up')
    await lab.run(`virsh -q domif-setlink one ${mac} down --config`)
    await lab.until(() => nic()?.linkState === 'down')
  })
})
