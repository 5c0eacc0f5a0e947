import { readFileSync } from 'node:fs'
import { vi } from 'vitest'
import { describedSnapshotXml } from '#lib/virt/xml/snapshot-edit.ts'
import { proof, proveOperations } from '#tests/support/prove.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const images = '/var/lib/libvirt/images'
/** VMs that need no guest: off, or started with their CPUs stopped. */
const make = (name: string, more = '') => `
virsh -q vol-create-as default ${name}.qcow2 64M --format qcow2 --allocation 0
virt-install --name ${name} --osinfo generic --memory 64 --vcpus 1 --disk vol=default/${name}.qcow2,bus=virtio \\
  --network none --import --graphics none ${more} --print-xml > /tmp/${name}.xml && virsh -q define /tmp/${name}.xml`
const plain = { description: '', memoryFile: null, quiesce: false }
const tree = (vm: string) =>
  `virsh snapshot-list ${vm} --tree; virsh snapshot-current ${vm} --name; virsh domstate ${vm}`
/** As libvirt prints the snapshot of a VM whose UUID and time are not by chance. */
const kept = readFileSync(new URL('../fixtures/xml/snapshot.xml', import.meta.url), 'utf8')
const description = 'after <the> "update"\n$HOME `id`'
/** libvirt names the file that a revert starts after the second in which it does. */
const startedAt = /\.\d{10}\b/g

proveOperations('Snapshots', site, [
  proof({
    row: '8.4-create',
    title: 'internal, of a VM that is off; a description that is markup',
    given: make('off'),
    operation: 'snapshot-create',
    input: {
      ...plain,
      vm: 'off',
      snapshot: 'fresh install',
      description: '</description><x a="1">&',
      kind: 'internal',
    },
    check: 'virsh snapshot-info off "fresh install"; virsh snapshot-dumpxml off "fresh install"',
    prints: /State:\s+shutoff\nLocation:\s+internal[^]*&lt;\/description&gt;/,
  }),
  proof({
    row: '8.5-list',
    title: 'a second one, whose parent is the first',
    operation: 'snapshot-create',
    input: { ...plain, vm: 'off', snapshot: 'second', kind: 'internal' },
    check: tree('off'),
    prints: /fresh install\n +\|\n +\+- second[^]*\nsecond\nshut off/,
  }),
  proof({
    row: '8.5-revert',
    title: 'back to the first, with the VM left off',
    operation: 'snapshot-revert',
    input: { vm: 'off', snapshot: 'fresh install', state: 'as-it-was', force: false },
    check: tree('off'),
    prints: /\nfresh install\nshut off/,
  }),
  proof({
    row: '8.5-revert',
    title: 'forward again, and paused then',
    operation: 'snapshot-revert',
    input: { vm: 'off', snapshot: 'second', state: 'paused', force: false },
    check: tree('off'),
    prints: /\nsecond\npaused/,
  }),
  proof({
    row: '8.4-create',
    title: 'internal, of a VM that stands: with its memory',
    operation: 'snapshot-create',
    input: { ...plain, vm: 'off', snapshot: 'memory', kind: 'internal' },
    check: 'virsh snapshot-dumpxml off memory',
    prints: /<state>paused<[^]*<memory snapshot='internal'\/>/,
  }),
  proof({
    row: '8.5-delete',
    title: 'the current one',
    operation: 'snapshot-delete',
    input: { vm: 'off', snapshot: 'memory', scope: 'one' },
    check: tree('off'),
    prints: /^(?![^]*memory)[^]*\nsecond\n/,
  }),
  proof({
    row: '8.5-delete',
    title: 'all that came after one',
    operation: 'snapshot-delete',
    input: { vm: 'off', snapshot: 'fresh install', scope: 'children' },
    check: tree('off'),
    prints: /^fresh install\n\s+fresh install\npaused/,
  }),
  proof({
    row: '8.5-delete',
    title: 'one and all after it',
    given: 'virsh -q destroy off; virsh -q snapshot-create-as off third',
    operation: 'snapshot-delete',
    input: { vm: 'off', snapshot: 'fresh install', scope: 'with-children' },
    check: 'virsh snapshot-list off --name; qemu-img snapshot -l /var/lib/libvirt/images/off.qcow2',
    prints: /^\s*$/,
  }),
  proof({
    row: '8.5-edit',
    title: 'another description, and nothing else',
    given: `${make('kept', '--uuid 11111111-2222-4333-8444-555555555555')}
virsh -q snapshot-create-as kept kept
cat > /tmp/snapshot.xml <<'END'
${kept}END
virsh -q snapshot-create kept /tmp/snapshot.xml --redefine`,
    operation: 'snapshot-describe',
    input: { vm: 'kept', snapshot: 'kept', description, xml: describedSnapshotXml(kept, description) },
    check: 'virsh snapshot-dumpxml kept kept; virsh snapshot-current kept --name',
    prints: /after &lt;the&gt; &quot;update&quot;\n\$HOME `id`<[^]*\nkept/,
  }),
  proof({
    row: '8.4-create',
    title: 'external, of a VM that is off',
    given: make('ext'),
    operation: 'snapshot-create',
    input: { ...plain, vm: 'ext', snapshot: 'one', description: 'outside', kind: 'external' },
    check: 'virsh snapshot-info ext one; virsh domblklist ext',
    prints: /Location:\s+external[^]*ext\.one/,
  }),
  proof({
    row: '8.4-create',
    title: 'external, disks alone, of a VM that stands',
    given: 'virsh -q start ext --paused',
    operation: 'snapshot-create',
    input: { ...plain, vm: 'ext', snapshot: 'two', kind: 'external' },
    check: 'virsh snapshot-info ext two; virsh domblklist ext',
    prints: /State:\s+disk-snapshot\nLocation:\s+external[^]*ext\.two/,
  }),
  proof({
    row: '8.4-create',
    title: 'external, with the memory in a file',
    operation: 'snapshot-create',
    input: { ...plain, vm: 'ext', snapshot: 'mem', kind: 'external-memory', memoryFile: `${images}/ext,mem.save` },
    check: `virsh snapshot-dumpxml ext mem; stat -c %n ${images}/ext,mem.save`,
    prints: /<memory snapshot='external' file='[^']*ext,mem.save'/,
  }),
  proof({
    row: '8.5-revert',
    title: 'external: a new file takes what comes after',
    operation: 'snapshot-revert',
    input: { vm: 'ext', snapshot: 'one', state: 'as-it-was', force: false },
    check: tree('ext'),
    prints: /\none\nshut off/,
    ignoring: [startedAt],
  }),
  proof({
    row: '8.5-delete',
    title: 'external: merged into the file before it',
    given:
      make('merge') +
      '\nvirsh -q snapshot-create-as merge a --disk-only; virsh -q snapshot-create-as merge b --disk-only',
    operation: 'snapshot-delete',
    input: { vm: 'merge', snapshot: 'b', scope: 'one' },
    check: 'virsh domblklist merge; virsh snapshot-list merge --name; ls /var/lib/libvirt/images',
    prints: /merge\.a\n\na\n[^]*(?!merge\.b)/,
    ignoring: [startedAt],
  }),
  proof({
    row: '8.5-undefine',
    title: 'a VM with snapshots goes with what libvirt remembers of them',
    operation: 'vm-delete',
    input: { vm: 'merge', storage: [], nvram: 'delete' },
    check: 'virsh list --all --name; ls /var/lib/libvirt/qemu/snapshot; ls /var/lib/libvirt/images',
    // The snapshot's own file stays.
    prints: /^(?![^]*\nmerge\n)[^]*merge\.a\n/,
    ignoring: [startedAt],
  }),
])
