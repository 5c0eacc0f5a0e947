import { vi } from 'vitest'
import type { OperationInput } from '#lib/labs/operations/catalogue.ts'
import { proof, proveOperations } from '#tests/support/prove.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const screen = `virt-install --name screen --osinfo generic --memory 64 --vcpus 1 --disk none --network none --import \\
  --boot hd --graphics vnc --noautoconsole --print-xml > /tmp/screen.xml && virsh -q define /tmp/screen.xml`
const graphics = 'virsh dumpxml screen --inactive --security-info | grep -A2 "<graphics"'
const set = (change: Partial<OperationInput<'display-set'>>): OperationInput<'display-set'> => ({
  ...{ vm: 'screen', number: 1, type: 'vnc', listen: 'localhost', port: null, password: null },
  ...change,
})
const add = (device: OperationInput<'device-add'>['device']) => ({ vm: 'screen', device, live: false, config: true })

proveOperations('Displays', site, [
  proof({
    row: '5.2-vnc',
    title: 'VNC on a UNIX socket, without a port',
    given: screen,
    operation: 'display-set',
    input: set({ listen: 'socket' }),
    check: graphics,
    prints: /<graphics type='vnc'>\s*<listen type='socket'\/>/,
  }),
  proof({
    row: '5.2-vnc',
    title: 'VNC on this host only, a port of one’s own, a password with what shells and virt-xml mind',
    operation: 'display-set',
    input: set({ port: 5930, password: 'a, $`\\b' }),
    check: graphics,
    prints: /port='5930' autoport='no' listen='127\.0\.0\.1' passwd='a, \$`\\b'/,
  }),
  proof({
    row: '5.2-vnc',
    title: 'VNC on all interfaces, any port, and the password is gone',
    operation: 'display-set',
    input: set({ listen: 'all' }),
    check: graphics,
    prints: /port='-1' autoport='yes' listen='0\.0\.0\.0'>/,
  }),
  proof({
    row: '5.2-vnc',
    title: 'the change waits while the VM runs',
    given: 'virsh -q start screen --paused',
    operation: 'display-set',
    input: set({ listen: 'default', port: 5931 }),
    check: `${graphics}; virsh dumpxml screen | grep "<graphics"; virsh -q destroy screen`,
    prints: /port='5931'[^]*listen='0\.0\.0\.0'/,
    // The other lab's VM is stopped too, by what is printed there.
    alsoSame: 'virsh -q destroy screen 2>/dev/null; true',
    ignoring: [/### vm screen (running|paused|shut off)[^#]*(?=### vm screen --inactive)/g],
  }),
  proof({
    row: '5.2-vnc',
    title: 'nowhere',
    operation: 'display-set',
    input: set({ listen: 'none' }),
    check: graphics,
    prints: /<listen type='none'\/>/,
  }),
  proof({
    row: '5.3-spice',
    title: 'a second display, SPICE',
    operation: 'display-set',
    input: set({ number: null, type: 'spice', password: 'longer than eight' }),
    check: 'virsh dumpxml screen --inactive --security-info | grep "<graphics"',
    prints: /type='vnc'[^]*type='spice' autoport='yes' listen='127\.0\.0\.1' passwd='longer than eight'/,
  }),
  proof({
    row: '5.3-spice',
    title: 'sound',
    operation: 'device-add',
    input: add({ kind: 'sound', model: 'ich9' }),
    check: 'virsh dumpxml screen --inactive',
    prints: /<sound model='ich9'>/,
  }),
  proof({
    row: '5.3-spice',
    title: 'USB redirection',
    operation: 'device-add',
    input: add({ kind: 'redirdev', type: 'spicevmc' }),
    check: 'virsh dumpxml screen --inactive',
    prints: /<redirdev bus='usb' type='spicevmc'>/,
  }),
  proof({
    row: '5.3-spice',
    title: 'the clipboard: a channel for the guest’s agent',
    operation: 'device-add',
    input: add({ kind: 'channel', type: 'spicevmc', name: 'com.redhat.spice.0' }),
    check: 'virsh dumpxml screen --inactive',
    prints: /<channel type='spicevmc'>\s*<target type='virtio' name='com\.redhat\.spice\.0'/,
  }),
])
