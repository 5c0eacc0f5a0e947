import { vi } from 'vitest'
import type { DeviceSpec } from '#lib/virt/xml/device-spec.ts'
import { proof, proveOperations } from '#tests/support/prove.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const images = '/var/lib/libvirt/images'
const iso = `${images}/tinyvm-1.0-x86_64.iso`

/** Nothing of it ever boots: `demo` is an i440fx that stands still, `off` a q35 that is off. */
const machines = `
define() { virt-install --name "$@" --osinfo generic --memory 64 --vcpus 1 --disk none --network none --import --boot hd \\
  --graphics none --print-xml > /tmp/one.xml && virsh -q define /tmp/one.xml; }
define demo && define off --machine q35 && virsh -q start demo --paused
virsh -q vol-create-as default a.qcow2 64M --format qcow2
virsh -q vol-create-as default c.raw 8M --format raw
virsh -q net-define /dev/stdin <<XML
<network><name>lonely</name><bridge name='virbr7'/></network>
XML
virsh -q net-start lonely`

const tuning = { cache: null, io: null, discard: null, readonly: false, shareable: false, serial: null }
const disk = { device: 'disk', sourceType: 'file', create: null, ...tuning } as const
const both = { live: true, config: true }
const next = { live: false, config: true }
const now = { live: true, config: false }
const blank = { format: 'qcow2', allocation: 'on-demand', backing: null, pool: 'default' } as const

const nic = 'virsh domiflist demo; virsh domiflist --inactive demo'
const mac = '52:54:00:00:00:11'
const network = (name: string) => ({ type: 'network', name }) as const

const disksAndNics = [
  proof({
    row: '4.4-add',
    title: 'an existing disk, running and kept',
    given: machines,
    operation: 'disk-attach',
    input: {
      ...disk,
      ...both,
      vm: 'demo',
      source: `${images}/a.qcow2`,
      format: 'qcow2',
      target: 'vda',
      bus: 'virtio',
      cache: 'none',
      io: 'native',
      serial: 'DATA-1',
    },
    check: 'virsh domblklist demo',
    prints: /vda\s+\/var\/lib\/libvirt\/images\/a.qcow2/,
  }),
  proof({
    row: '4.4-add',
    title: 'a new disk for a VM that is off',
    operation: 'disk-attach',
    input: {
      ...disk,
      ...next,
      vm: 'off',
      source: `${images}/new.qcow2`,
      format: 'qcow2',
      target: 'vda',
      bus: 'virtio',
      create: { ...blank, volume: 'new.qcow2', capacityBytes: 32 * 1024 ** 2 },
    },
    check: 'virsh domblkinfo off vda',
    prints: /Capacity:\s+33554432/,
  }),
  proof({
    row: '4.4-bus',
    title: 'a USB disk that two may write to, running',
    operation: 'disk-attach',
    input: {
      ...disk,
      ...both,
      vm: 'demo',
      source: `${images}/c.raw`,
      format: 'raw',
      target: 'sda',
      bus: 'usb',
      shareable: true,
    },
    check: 'virsh dumpxml demo',
    prints: /bus='usb'/,
  }),
  proof({
    row: '4.4-bus',
    title: 'a SCSI disk with discard, which virsh has no word for',
    operation: 'disk-attach',
    input: {
      ...disk,
      ...both,
      vm: 'demo',
      source: `${images}/b.qcow2`,
      format: 'qcow2',
      target: 'sdb',
      bus: 'scsi',
      discard: 'unmap',
      create: { ...blank, volume: 'b.qcow2', capacityBytes: 16 * 1024 ** 2 },
    },
    check: 'virsh dumpxml demo',
    prints: /discard='unmap'[\s\S]*<target dev='sdb' bus='scsi'/,
  }),
  proof({
    row: '4.4-bus',
    title: 'an IDE disk on i440fx',
    operation: 'disk-attach',
    input: {
      ...disk,
      ...next,
      vm: 'demo',
      source: `${images}/ide.qcow2`,
      format: 'qcow2',
      target: 'hda',
      bus: 'ide',
      create: { ...blank, volume: 'ide.qcow2', capacityBytes: 16 * 1024 ** 2 },
    },
    check: 'virsh dumpxml --inactive demo',
    prints: /dev='hda' bus='ide'/,
  }),
  proof({
    row: '4.4-bus',
    title: 'from virtio to SATA',
    operation: 'disk-edit',
    input: { vm: 'off', target: 'vda', tuning: {}, move: { bus: 'sata', target: 'sda' } },
    check: 'virsh dumpxml --inactive off',
    prints: /dev='sda' bus='sata'/,
  }),
  proof({
    row: '4.4-cache',
    title: 'directsync, discard, a serial number',
    operation: 'disk-edit',
    input: {
      vm: 'off',
      target: 'sda',
      tuning: { cache: 'directsync', io: 'native', discard: 'unmap', serial: 'A 1' },
      move: null,
    },
    check: 'virsh dumpxml --inactive off',
    prints: /cache='directsync' io='native' discard='unmap'/,
  }),
  proof({
    row: '4.4-io',
    title: 'io_uring, the rest as QEMU would',
    operation: 'disk-edit',
    input: {
      vm: 'off',
      target: 'sda',
      tuning: { cache: null, io: 'io_uring', discard: null, serial: null },
      move: null,
    },
    check: 'virsh dumpxml --inactive off',
    prints: /type='qcow2' io='io_uring'\/>/,
  }),
  proof({
    row: '4.4-cache',
    title: 'read-only, for what it starts with the next time',
    operation: 'disk-edit',
    input: { vm: 'demo', target: 'vda', tuning: { cache: 'unsafe', io: null, readonly: true }, move: null },
    check: 'virsh dumpxml --inactive demo',
    prints: /cache='unsafe'\/>[\s\S]*<readonly\/>/,
  }),
  proof({
    row: '4.4-add',
    title: 'a USB disk away, running and kept',
    operation: 'disk-detach',
    input: { ...both, vm: 'demo', target: 'sda', remove: null },
    check: 'virsh domblklist demo; virsh domblklist --inactive demo',
    prints: /^(?![\s\S]*sda)/,
  }),
  proof({
    row: '4.4-add',
    title: 'a disk away with its volume',
    operation: 'disk-detach',
    input: { ...next, vm: 'off', target: 'sda', remove: { pool: 'default', volume: 'new.qcow2' } },
    check: 'virsh domblklist off; virsh vol-list default',
    prints: /^(?![\s\S]*new\.qcow2)/,
  }),
  proof({
    row: '4.4-add',
    title: 'an empty CD-ROM drive',
    operation: 'disk-attach',
    input: {
      ...disk,
      ...next,
      vm: 'off',
      device: 'cdrom',
      source: null,
      format: null,
      target: 'sdb',
      bus: 'sata',
      readonly: true,
    },
    check: 'virsh dumpxml off',
    prints: /device='cdrom'/,
  }),
  proof({
    row: '4.4-media',
    title: 'a CD into a drive of a VM that runs',
    given: 'virsh -q start off --paused',
    operation: 'cdrom-change',
    input: { ...both, vm: 'off', target: 'sdb', source: iso, force: false },
    check: 'virsh domblklist off; virsh domblklist --inactive off',
    prints: /sdb\s+\S+iso[\s\S]*sdb\s+\S+iso/,
  }),
  proof({
    row: '4.4-media',
    title: 'and out again',
    operation: 'cdrom-eject',
    input: { ...both, vm: 'off', target: 'sdb', force: true },
    check: 'virsh domblklist off; virsh domblklist --inactive off',
    prints: /sdb\s+-\n[\s\S]*sdb\s+-\n/,
  }),
  proof({
    row: '4.5-source',
    title: 'a NIC on a network, running and kept',
    operation: 'nic-attach',
    input: { ...both, vm: 'demo', source: network('default'), model: 'virtio', mac },
    check: nic,
    prints: /vnet0\s+network\s+default\s+virtio\s+52:54:00:00:00:11/,
  }),
  proof({
    row: '4.5-mac',
    title: 'a NIC with a MAC that libvirt makes up',
    operation: 'nic-attach',
    input: { ...both, vm: 'demo', source: network('default'), model: 'e1000', mac: null },
    check: nic,
    prints: /e1000\s+52:54:00[\s\S]*e1000\s+52:54:00/,
  }),
  proof({
    row: '4.5-source',
    title: 'a NIC on a bridge of the host',
    operation: 'nic-attach',
    input: {
      ...next,
      vm: 'demo',
      source: { type: 'bridge', name: 'virbr0' },
      model: 'virtio',
      mac: '52:54:00:00:00:12',
    },
    check: nic,
    prints: /bridge\s+virbr0/,
  }),
  proof({
    row: '4.5-source',
    title: 'macvtap, kept',
    operation: 'nic-attach',
    input: {
      ...next,
      vm: 'demo',
      source: { type: 'direct', name: 'virbr0', mode: 'bridge' },
      model: 'virtio',
      mac: '52:54:00:00:00:13',
    },
    check: nic,
    prints: /direct\s+virbr0/,
  }),
  proof({
    row: '4.5-source',
    title: 'to a network of guests alone, while it runs',
    operation: 'nic-edit',
    input: { ...both, vm: 'demo', mac, source: network('lonely') },
    check: nic,
    prints: /vnet0\s+network\s+lonely[\s\S]*-\s+network\s+lonely/,
  }),
  proof({
    row: '4.5-source',
    title: 'from macvtap to a network',
    operation: 'nic-edit',
    input: { ...next, vm: 'demo', mac: '52:54:00:00:00:13', source: network('lonely') },
    check: nic,
    prints: /lonely\s+virtio\s+52:54:00:00:00:13/,
  }),
  proof({
    row: '4.5-source',
    title: 'from a network to macvtap',
    operation: 'nic-edit',
    input: {
      ...next,
      vm: 'demo',
      mac: '52:54:00:00:00:13',
      source: { type: 'direct', name: 'virbr0', mode: 'private' },
    },
    check: 'virsh dumpxml --inactive demo',
    prints: /dev='virbr0' mode='private'/,
  }),
  proof({
    row: '4.5-model',
    title: 'another model from the next start on',
    operation: 'nic-edit',
    input: { ...next, vm: 'demo', mac, model: 'e1000' },
    check: nic,
    prints: /-\s+network\s+lonely\s+e1000/,
  }),
  proof({
    row: '4.5-mac',
    title: 'another MAC from the next start on',
    operation: 'nic-edit',
    input: { ...next, vm: 'demo', mac: '52:54:00:00:00:12', newMac: '52:54:00:aa:bb:cc' },
    check: nic,
    prints: /52:54:00:aa:bb:cc/,
  }),
  proof({
    row: '4.5-link',
    title: 'the cable out, now and kept',
    operation: 'nic-link',
    input: { ...both, vm: 'demo', mac, up: false },
    check: `virsh domif-getlink demo ${mac}; virsh domif-getlink demo ${mac} --config`,
    prints: /down[\s\S]*down/,
  }),
  proof({
    row: '4.5-link',
    title: 'and in again, now only',
    operation: 'nic-link',
    input: { ...now, vm: 'demo', mac, up: true },
    check: `virsh domif-getlink demo ${mac}; virsh domif-getlink demo ${mac} --config`,
    prints: /up[\s\S]*down/,
  }),
  proof({
    row: '4.5-source',
    title: 'a NIC away that was never plugged in',
    operation: 'nic-detach',
    input: { vm: 'demo', mac: '52:54:00:aa:bb:cc', types: { config: 'bridge' } },
    check: nic,
    prints: /^(?![\s\S]*aa:bb:cc)/,
  }),
]

/** Adds it to the VM that is off, or plugs it into the one that runs. */
const added = (device: DeviceSpec, prints: RegExp, when: typeof next | typeof both = next) =>
  proof({
    row: '4.1-add',
    title: `${device.kind} ${prints.source}${when.live ? ', running' : ''}`,
    operation: 'device-add',
    input: { ...when, vm: when.live ? 'demo' : 'off', device },
    check: `virsh dumpxml ${when.live ? 'demo' : 'off --inactive'}`,
    prints,
  })

const edited = (device: DeviceSpec, prints: RegExp) =>
  proof({
    row: '4.1-add',
    title: `${device.kind} is now ${prints.source}`,
    operation: 'device-edit',
    input: { vm: 'off', number: 1, device },
    check: 'virsh dumpxml off --inactive',
    prints,
  })

const others = [
  proof({
    row: '4.1-add',
    title: 'sound',
    given: 'virsh -q destroy off',
    operation: 'device-add',
    input: { ...next, vm: 'off', device: { kind: 'sound', model: 'ich9' } },
    check: 'virsh dumpxml off',
    prints: /<sound model='ich9'>/,
  }),
  edited({ kind: 'sound', model: 'ac97' }, /<sound model='ac97'>/),
  added({ kind: 'video', model: 'virtio' }, /<model type='virtio' heads='1' primary='yes'\/>/),
  edited({ kind: 'video', model: 'vga' }, /<model type='vga'/),
  added(
    { kind: 'rng', source: '/dev/urandom', rateBytes: 1024, periodMs: 1000 },
    /<rate bytes='1024' period='1000'\/>/,
  ),
  edited({ kind: 'rng', source: null, rateBytes: null, periodMs: null }, /<backend model='builtin'\/>/),
  added({ kind: 'tpm', backend: 'passthrough', model: 'tpm-tis', path: '/dev/tpm0' }, /<device path='\/dev\/tpm0'\/>/),
  added({ kind: 'watchdog', model: 'i6300esb', action: 'reset' }, /model='i6300esb' action='reset'/),
  proof({
    row: '4.1-add',
    title: 'watchdog',
    operation: 'device-add',
    input: { ...next, vm: 'demo', device: { kind: 'watchdog', model: 'i6300esb', action: 'reset' } },
    check: 'virsh dumpxml --inactive demo',
    prints: /model='i6300esb' action='reset'/,
  }),
  proof({
    row: '4.1-add',
    title: 'watchdog of another model, elsewhere on the machine',
    operation: 'device-edit',
    input: { vm: 'demo', number: 1, device: { kind: 'watchdog', model: 'ib700', action: 'poweroff' } },
    check: 'virsh dumpxml --inactive demo',
    prints: /<watchdog model='ib700' action='poweroff'\/>/,
  }),
  added({ kind: 'redirdev', type: 'tcp', host: 'localhost', port: 4000 }, /host='localhost' service='4000'/),
  added({ kind: 'controller', type: 'scsi', model: 'virtio-scsi' }, /type='scsi' index='0' model='virtio-scsi'/),
  added({ kind: 'controller', type: 'virtio-serial', model: null }, /type='virtio-serial'/),
  added({ kind: 'controller', type: 'usb', model: 'qemu-xhci' }, /index='1' model='qemu-xhci'/),
  added({ kind: 'controller', type: 'pci', model: 'pcie-root-port' }, /model='pcie-root-port'/),
  added({ kind: 'input', type: 'tablet', bus: 'usb' }, /type='tablet' bus='usb'/),
  added({ kind: 'serial', type: 'pty' }, /type='isa-serial' port='1'/),
  added({ kind: 'parallel', type: 'file', path: '/tmp/print' }, /<source path='\/tmp\/print'\/>/),
  added({ kind: 'console', target: 'virtio' }, /<target type='virtio' port='1'\/>/),
  added({ kind: 'channel', type: 'unix', name: 'org.qemu.guest_agent.0' }, /name='org.qemu.guest_agent.0'/),
  added({ kind: 'channel', type: 'qemu-vdagent', name: 'com.redhat.spice.0' }, /type='qemu-vdagent'/),
  added(
    { kind: 'filesystem', driver: 'path', access: 'mapped', source: '/srv', target: 'share', readonly: true },
    /accessmode='mapped'/,
  ),
  added({ kind: 'panic', model: 'pvpanic' }, /<panic model='pvpanic'>/),
  added({ kind: 'vsock', cid: null }, /<cid auto='yes'\/>/),
  edited({ kind: 'memballoon', model: 'none' }, /<memballoon model='none'\/>/),
  added({ kind: 'rng', source: '/dev/urandom', rateBytes: null, periodMs: null }, /alias name='rng0'/, both),
  added({ kind: 'input', type: 'tablet', bus: 'usb' }, /<input type='tablet' bus='usb'>\s+<alias/, both),
  proof({
    row: '4.1-add',
    title: 'the first sound card away',
    operation: 'device-remove',
    input: { vm: 'off', kind: 'sound', number: 1, alias: null },
    check: 'virsh dumpxml off',
    prints: /^(?![\s\S]*<sound)/,
  }),
  proof({
    row: '4.1-add',
    title: 'the first serial port away, with its console',
    operation: 'device-remove',
    input: { vm: 'off', kind: 'serial', number: 1, alias: null },
    check: 'virsh dumpxml off',
    prints: /^(?![\s\S]*port='0'>)/,
  }),
  proof({
    row: '4.1-add',
    title: 'a USB tablet away, running and kept',
    operation: 'device-remove',
    input: { vm: 'demo', kind: 'input', number: 3, alias: 'input2' },
    check: 'virsh dumpxml demo',
    prints: /^(?![\s\S]*tablet)/,
  }),
]

proveOperations('Devices', site, [...disksAndNics, ...others])
