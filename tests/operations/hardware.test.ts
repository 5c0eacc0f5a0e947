import { vi } from 'vitest'
import { type Proof, proof, proveOperations } from '#tests/support/prove.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

/** VMs that need no guest: they are only ever defined, or started with their CPUs stopped. */
const define = (name: string, ...words: string[]) =>
  `virt-install --name ${name} --uuid 11111111-2222-4333-8444-${name.length}${'5'.repeat(11)} --osinfo generic --memory 128 \\
  --vcpus 2 --import --graphics none ${words.join(' ')} --print-xml > /tmp/${name}.xml && virsh -q define /tmp/${name}.xml`
const plain = define('plain', '--disk none --network none --boot hd')
const disk = '--disk /var/lib/libvirt/images/tinyvm-1.0-x86_64.qcow2,bus=virtio --disk device=cdrom,bus=ide'
const full = define('fuller', disk, '--network network=default,mac=52:54:00:aa:bb:01,model=virtio')

const config = { live: false, config: true }
const live = { live: true, config: false }
const both = { live: true, config: true }
const inactive = (vm: string) => `virsh dumpxml --inactive ${vm}`
const vda = { element: 'disk' as const, key: 'vda', index: 1 }
const hda = { element: 'disk' as const, key: 'hda', index: 2 }
const nic = { element: 'interface' as const, key: '52:54:00:aa:bb:01', index: 1 }

const cpus: Proof[] = [
  proof({
    row: '4.2-vcpus',
    title: 'maximum and current, for the next start',
    given: `${plain} && ${full}`,
    operation: 'vm-cpus',
    input: { vm: 'plain', maximum: 8, current: 3, when: config },
    check: 'virsh vcpucount plain',
    prints: /maximum\s+config\s+8\ncurrent\s+config\s+3/,
  }),
  proof({
    row: '4.2-vcpus',
    title: 'a maximum below the current number takes it along',
    operation: 'vm-cpus',
    input: { vm: 'plain', maximum: 2, when: config },
    check: 'virsh vcpucount plain',
    prints: /maximum\s+config\s+2\ncurrent\s+config\s+2/,
  }),
  proof({
    row: '4.2-model',
    title: 'host-passthrough is defined though TCG will not start it',
    operation: 'vm-cpus',
    input: { vm: 'plain', cpu: { mode: 'host-passthrough' }, when: config },
    check: inactive('plain'),
    prints: "<cpu mode='host-passthrough' check='none' migratable='on'/>",
  }),
  proof({
    row: '4.2-model',
    title: 'a model of the list',
    operation: 'vm-cpus',
    input: { vm: 'plain', cpu: { mode: 'custom', name: 'Nehalem' }, when: config },
    check: inactive('plain'),
    prints: /<cpu mode='custom'[^>]*>\s*<model[^>]*>Nehalem/,
  }),
  proof({
    row: '4.2-topology',
    title: 'topology and the maximum that it makes',
    operation: 'vm-cpus',
    input: { vm: 'plain', maximum: 8, current: 2, topology: { sockets: 2, cores: 2, threads: 2 }, when: config },
    check: inactive('plain'),
    prints: /<topology sockets='2' dies='1' clusters='1' cores='2' threads='2'\/>/,
  }),
  proof({
    row: '4.2-topology',
    title: 'another one, with another model',
    operation: 'vm-cpus',
    input: {
      vm: 'plain',
      maximum: 4,
      current: 4,
      cpu: { mode: 'host-model' },
      topology: { sockets: 1, cores: 4, threads: 1 },
      when: config,
    },
    check: inactive('plain'),
    prints: /<cpu mode='host-model'[^>]*>[\s\S]*<topology sockets='1' dies='1' clusters='1' cores='4' threads='1'\/>/,
  }),
  proof({
    row: '4.2-topology',
    title: 'none any more, and another maximum',
    operation: 'vm-cpus',
    input: { vm: 'plain', topology: null, maximum: 3, when: config },
    check: `${inactive('plain')}; virsh vcpucount plain`,
    prints: /^(?![\s\S]*<topology)[\s\S]*maximum\s+config\s+3/,
  }),
  proof({
    row: '4.2-model',
    title: "the hypervisor's default",
    operation: 'vm-cpus',
    input: { vm: 'plain', cpu: { mode: 'hv-default' }, when: config },
    check: inactive('plain'),
    prints: 'qemu64',
  }),
  proof({
    row: '4.2-vcpus',
    title: 'one more while it runs, now and at the next start',
    given: 'virsh -q setvcpus plain 1 --config && virsh -q start plain --paused',
    operation: 'vm-cpus',
    input: { vm: 'plain', current: 2, when: both },
    check: 'virsh vcpucount plain',
    prints: /current\s+config\s+2\ncurrent\s+live\s+2/,
  }),
  proof({
    row: '4.2-pending',
    title: 'a maximum that waits for the next start, and a number that does not',
    operation: 'vm-cpus',
    input: { vm: 'plain', maximum: 6, current: 3, when: both },
    check: 'virsh vcpucount plain',
    prints: /maximum\s+config\s+6\nmaximum\s+live\s+3\ncurrent\s+config\s+3\ncurrent\s+live\s+3/,
  }),
]

const memory: Proof[] = [
  proof({
    row: '4.3-memory',
    title: 'maximum and current, for the next start',
    operation: 'vm-set-memory',
    input: { vm: 'fuller', maximumMiB: 512, currentMiB: 256, when: config },
    check: inactive('fuller'),
    prints: /<memory unit='KiB'>524288<[\s\S]*<currentMemory unit='KiB'>262144</,
  }),
  proof({
    row: '4.3-memory',
    title: 'how often the balloon tells what the guest uses',
    operation: 'vm-set-memory',
    input: { vm: 'fuller', periodSeconds: 5, when: config },
    check: inactive('fuller'),
    prints: "<stats period='5'/>",
  }),
  proof({
    row: '4.3-ksm',
    title: 'its pages are not shared',
    operation: 'vm-set-memory',
    input: { vm: 'fuller', noSharePages: true, when: config },
    check: inactive('fuller'),
    prints: /<memoryBacking>\s*<nosharepages\/>/,
  }),
  proof({
    row: '4.3-locked',
    title: 'locked, and shared again',
    operation: 'vm-set-memory',
    input: { vm: 'fuller', locked: true, noSharePages: false, when: config },
    check: inactive('fuller'),
    prints: /<memoryBacking>\s*<locked\/>\s*<\/memoryBacking>/,
  }),
  proof({
    row: '4.3-locked',
    title: 'neither any more',
    operation: 'vm-set-memory',
    input: { vm: 'fuller', locked: false, when: config },
    check: inactive('fuller'),
    prints: /^(?![\s\S]*memoryBacking)/,
  }),
  proof({
    row: '4.3-memory',
    title: 'balloon and statistics of one that runs, the maximum at the next start',
    operation: 'vm-set-memory',
    input: { vm: 'plain', currentMiB: 96, maximumMiB: 192, periodSeconds: 10, when: both },
    check: `virsh dumpxml plain; ${inactive('plain')}`,
    prints: /<memory unit='KiB'>131072<[\s\S]*<stats period='10'\/>[\s\S]*<memory unit='KiB'>196608<[\s\S]*98304/,
  }),
]

const boot: Proof[] = [
  proof({
    row: '4.2-boot',
    title: 'a boot order of devices, and autostart',
    operation: 'vm-boot',
    input: { vm: 'fuller', order: [nic, vda], autostart: true },
    check: `${inactive('fuller')}; virsh dominfo fuller`,
    prints: /vda[\s\S]*<boot order='2'\/>[\s\S]*<interface[\s\S]*<boot order='1'\/>[\s\S]*Autostart:\s+enable/,
  }),
  proof({
    row: '4.2-boot',
    title: 'another order, one device out of it and one into it',
    operation: 'vm-boot',
    input: { vm: 'fuller', order: [hda, vda], without: [nic] },
    check: `${inactive('fuller')} | grep -E "boot order|target dev|<interface"`,
    prints: /vda[\s\S]*order='2'[\s\S]*hda[\s\S]*order='1'[\s\S]*<interface type='network'>\s*$/,
  }),
  proof({
    row: '4.2-boot',
    title: 'the boot menu',
    operation: 'vm-boot',
    input: { vm: 'fuller', menu: true },
    check: inactive('fuller'),
    prints: "<bootmenu enable='yes'/>",
  }),
  proof({
    row: '4.2-boot',
    title: 'direct kernel boot, with a comma in its arguments',
    operation: 'vm-boot',
    input: {
      vm: 'fuller',
      menu: false,
      kernel: { kernel: '/boot/a b', initrd: '/boot/initrd', cmdline: 'console=ttyS0,115200 x="1" & <y>' },
    },
    check: inactive('fuller'),
    prints: /<cmdline>console=ttyS0,115200 x=&quot;1&quot; &amp; &lt;y&gt;<\/cmdline>/,
  }),
  proof({
    row: '4.2-boot',
    title: 'and from the devices again, none of which has a place',
    operation: 'vm-boot',
    input: { vm: 'fuller', kernel: null, order: [], without: [vda, hda] },
    check: inactive('fuller'),
    prints: /^(?![\s\S]*(cmdline|boot order))[\s\S]*<boot dev='hd'\/>/,
  }),
]

const overview: Proof[] = [
  proof({
    row: '4.1-tree',
    title: 'title and description, whatever is in them',
    operation: 'vm-overview',
    input: {
      vm: 'fuller',
      title: `--live </title><devices/> $(id) 'x'`,
      description: 'first line\n<b> & "second" 中文',
      when: config,
    },
    check: inactive('fuller'),
    prints: '<title>--live &lt;/title&gt;&lt;devices/&gt; $(id) ',
  }),
  proof({
    row: '4.2-pending',
    title: 'title of one that runs, now and then',
    operation: 'vm-overview',
    input: { vm: 'plain', title: 'web', description: '-d', when: both },
    check: 'virsh dumpxml plain',
    prints: /<title>web<\/title>\s*<description>-d<\/description>/,
  }),
  proof({
    row: '4.1-tree',
    title: 'no title, and another name',
    operation: 'vm-overview',
    input: { vm: 'fuller', newName: 'renamed', title: '', when: config },
    check: 'virsh list --all --name; virsh dumpxml renamed',
    prints: /^(?![\s\S]*<title)[\s\S]*renamed/,
  }),
]

const odd = `<domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>odd</name>
  <uuid>11111111-2222-4333-8444-777777777777</uuid>
  <metadata><note xmlns="urn:x" level='1'>kept <b/></note></metadata>
  <memory unit='MiB'>64</memory>
  <vcpu>1</vcpu>
  <os><type arch='x86_64'>hvm</type></os>
  <qemu:commandline><qemu:env name='KEPT' value='a &amp; b'/></qemu:commandline>
</domain>`
const given = (xml: string) => `cat > /tmp/odd.xml <<'END' && virsh -q define /tmp/odd.xml\n${xml}\nEND`

const xml: Proof[] = [
  proof({
    row: '4.1-xml',
    title: 'the XML as a whole, with what no form knows',
    given: given(odd),
    operation: 'vm-define-xml',
    input: {
      vm: 'odd',
      xml: odd.replace('<vcpu>1', '<!-- two -->\n  <vcpu>2').replace('a &amp; b', '$HOME `id` &quot;q&quot;'),
    },
    check: inactive('odd'),
    prints: /kept <b\/>[\s\S]*>2<\/vcpu>[\s\S]*\$HOME `id` /,
  }),
  proof({
    row: '4.2-model',
    title: 'a model for it: metadata and QEMU words stay',
    operation: 'vm-cpus',
    input: { vm: 'odd', cpu: { mode: 'custom', name: 'Westmere' }, maximum: 4, when: config },
    check: inactive('odd'),
    prints: /kept <b\/>[\s\S]*Westmere[\s\S]*\$HOME/,
  }),
]

const transient: Proof[] = [
  proof({
    row: '1.1-start',
    title: 'a transient VM can be changed now only',
    given: `sed 's/>plain</>passing</; /uuid/d' /tmp/plain.xml > /tmp/passing.xml && virsh -q create /tmp/passing.xml --paused`,
    operation: 'vm-overview',
    input: { vm: 'passing', title: 'gone when it stops', when: live },
    check: 'virsh dumpxml passing',
    prints: 'gone when it stops',
  }),
]

proveOperations('Hardware', site, [...cpus, ...memory, ...boot, ...overview, ...xml, ...transient])
