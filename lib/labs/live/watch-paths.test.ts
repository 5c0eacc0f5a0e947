import { expect, it } from 'vitest'
import { rereadFor } from './watch-paths.ts'

const images = '/var/lib/libvirt/images'

it.each([
  ['MOVED_TO|/etc/libvirt/qemu/my vm.xml', { kind: 'domain', name: 'my vm' }],
  ['CREATE|/etc/libvirt/qemu/autostart/a|b.xml', { kind: 'domain', name: 'a|b' }],
  ['DELETE|/run/libvirt/qemu/demo.xml', { kind: 'domain', name: 'demo' }],
  ['CLOSE_WRITE,CLOSE|/var/lib/libvirt/qemu/save/demo.save', { kind: 'domain', name: 'demo' }],
  ['MOVED_TO|/var/lib/libvirt/qemu/snapshot/demo/s1.xml', { kind: 'snapshots', name: 'demo' }],
  ['DELETE|/etc/libvirt/qemu/networks/autostart/default.xml', { kind: 'network', name: 'default' }],
  ['MOVED_TO|/etc/libvirt/storage/p.xml', { kind: 'pool', name: 'p' }],
  ['CLOSE_WRITE,CLOSE|/var/lib/libvirt/dnsmasq/virbr0.status', { kind: 'leases', bridge: 'virbr0' }],
  [`CREATE|${images}/a.qcow2`, { kind: 'volumes', directory: images }],
  [`CREATE,ISDIR|${images}/sub`, { kind: 'volumes', directory: images }],
  ['MOVED_TO|/etc/group', { kind: 'host-file' }],
  ['CLOSE_WRITE,CLOSE|/etc/libvirt/hooks/network.d/web01', { kind: 'host-file' }],
  ['FIREWALL|', { kind: 'host-file' }],
  ['CREATE,ISDIR|/etc/libvirt/qemu/autostart', { kind: 'directories' }],
  ['CREATE,ISDIR|/var/lib/libvirt/qemu/snapshot/demo', { kind: 'directories' }],
  [`DELETE_SELF|${images}/`, { kind: 'directories' }],
  ['MOVED_FROM|/etc/libvirt/qemu/demo.xml.new', null],
  ['CREATE|/run/libvirt/qemu/demo.pid', null],
  ['CLOSE_WRITE,CLOSE|/etc/passwd', null],
  ['CREATE,ISDIR|/run/libvirt/qemu/swtpm', null],
  ['CLOSE_WRITE,CLOSE|/var/lib/libvirt/dnsmasq/default.hostsfile', null],
])('%s', (record, reread) => {
  expect(rereadFor(record, [images])).toEqual(reread)
})
