import { vi } from 'vitest'
import { proof, proveOperations } from '#tests/support/prove.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

/** A VM that needs no guest: it is only ever defined, or started with its CPUs stopped. */
const define = (name: string, options = '') =>
  `virt-install --name ${name} --osinfo generic --memory 64 --vcpus 1 --network none --import \\
  --boot hd --graphics none ${options} --print-xml > /tmp/${name}.xml && virsh -q define /tmp/${name}.xml`
const demo = define('demo', '--disk none')
const transient = `<domain type='qemu'><name>passing</name><uuid>11111111-2222-4333-8444-555555555555</uuid>
  <memory unit='MiB'>64</memory><os><type arch='x86_64' machine='pc'>hvm</type></os></domain>`
const state = 'virsh domstate --reason demo'

proveOperations('VMs', site, [
  proof({
    row: '4.2-boot',
    title: 'autostart on',
    given: demo,
    operation: 'vm-autostart',
    input: { vm: 'demo', autostart: true },
    check: 'virsh dominfo demo',
    prints: /Autostart:\s+enable/,
  }),
  proof({
    row: '4.2-boot',
    title: 'autostart off',
    operation: 'vm-autostart',
    input: { vm: 'demo', autostart: false },
    check: 'virsh dominfo demo',
    prints: /Autostart:\s+disable/,
  }),
  proof({
    row: '1.1-start',
    title: 'a persistent VM, started with its CPUs stopped',
    operation: 'vm-start',
    input: { vm: 'demo', paused: true },
    check: state,
    prints: 'paused (user)',
  }),
  proof({
    row: '1.1-start',
    title: 'run on',
    operation: 'vm-resume',
    input: { vm: 'demo' },
    check: state,
    prints: 'running (unpaused)',
  }),
  proof({
    row: '1.1-start',
    title: 'reset: the same QEMU goes on',
    operation: 'vm-reset',
    input: { vm: 'demo' },
    check: state,
    prints: 'running',
  }),
  proof({
    row: '1.1-start',
    title: 'reboot, asked for by the power button',
    operation: 'vm-reboot',
    input: { vm: 'demo', mode: 'acpi' },
    check: state,
    prints: 'running',
  }),
  proof({
    row: '1.1-start',
    title: 'shutdown of a guest that does not listen',
    operation: 'vm-shutdown',
    input: { vm: 'demo', mode: 'acpi' },
    check: state,
    prints: 'running',
  }),
  proof({
    row: '1.1-start',
    title: 'pause',
    operation: 'vm-suspend',
    input: { vm: 'demo' },
    check: state,
    prints: 'paused (user)',
  }),
  proof({
    row: '1.1-start',
    title: 'save',
    operation: 'vm-save',
    input: { vm: 'demo' },
    check: `${state}; virsh dominfo demo`,
    prints: /shut off \(saved\)[^]*Managed save:\s+yes/,
  }),
  proof({
    row: '1.1-start',
    title: 'start from the saved state, which was a pause',
    operation: 'vm-start',
    input: { vm: 'demo' },
    check: `${state}; virsh dominfo demo`,
    prints: /paused[^]*Managed save:\s+no/,
  }),
  proof({
    row: '1.1-start',
    title: 'a saved state discarded',
    given: 'virsh -q managedsave demo',
    operation: 'vm-remove-save',
    input: { vm: 'demo' },
    check: 'virsh dominfo demo',
    prints: /Managed save:\s+no/,
  }),
  proof({
    row: '1.1-start',
    title: 'boot in spite of a saved state',
    given: 'virsh -q start --paused demo; virsh -q managedsave demo',
    operation: 'vm-start',
    input: { vm: 'demo', paused: true, forceBoot: true },
    check: 'virsh dominfo demo; virsh domstate demo',
    prints: /Managed save:\s+no[^]*paused/,
  }),
  proof({
    row: '1.1-start',
    title: 'force off',
    operation: 'vm-destroy',
    input: { vm: 'demo', graceful: true },
    check: state,
    prints: 'shut off (destroyed)',
  }),
  proof({
    row: '1.1-start',
    title: 'a persistent VM from XML',
    operation: 'vm-create-xml',
    input: { vm: 'kept', xml: transient.replaceAll('passing', 'kept').replace('1111', '9999'), transient: false },
    check: 'virsh dominfo kept',
    prints: /State:\s+shut off[^]*Persistent:\s+yes/,
    alsoSame: 'virsh -q undefine kept 2>/dev/null; true',
  }),
  proof({
    row: '1.1-start',
    title: 'a transient VM',
    operation: 'vm-create-xml',
    input: { vm: 'passing', xml: transient, transient: true, paused: true },
    check: 'virsh dominfo passing',
    prints: /State:\s+paused[^]*Persistent:\s+no/,
  }),
  proof({
    row: '1.1-start',
    title: 'a transient VM is gone when it stops',
    operation: 'vm-destroy',
    input: { vm: 'passing' },
    check: 'virsh list --all --name',
    prints: /^demo\s*$/,
  }),
  proof({
    row: '1.1-start',
    title: 'delete with one of two disks',
    given: [
      'virsh -q vol-create-as default one.qcow2 1M --format qcow2',
      'virsh -q vol-create-as default two.qcow2 1M --format qcow2',
      define('disks', '--disk vol=default/one.qcow2,bus=virtio --disk vol=default/two.qcow2,bus=virtio'),
    ].join(' && '),
    operation: 'vm-delete',
    input: { vm: 'disks', storage: ['vda'], nvram: 'keep' },
    check: 'virsh list --all --name; virsh vol-list default',
    prints: /^demo\s+Name(?![^]*one\.qcow2)[^]*two\.qcow2/,
  }),
  proof({
    row: '1.1-start',
    title: 'delete',
    operation: 'vm-delete',
    input: { vm: 'demo', storage: [], nvram: 'delete' },
    check: 'virsh list --all --name | wc -w',
    prints: /^0/,
  }),
])
