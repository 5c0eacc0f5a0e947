import { vi } from 'vitest'
import { proof, proveOperations } from '#tests/support/prove.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const images = '/var/lib/libvirt/images'
const MiB = 1024 ** 2

/** Two disks, a CD-ROM with a medium, two NICs, a fixed VNC port, a title, an agent's socket with a path of its own. */
const demo = `
virsh -q vol-create-as default demo.qcow2 64M --format qcow2 --allocation 0
virsh -q vol-create-as default data.img 8M --format raw
qemu-io -f qcow2 -c 'write -P 7 0 3M' ${images}/demo.qcow2 >/dev/null
virsh -q pool-refresh default
virt-install --name demo --osinfo generic --memory 64 --vcpus 1 --metadata title='The first' \\
  --disk vol=default/demo.qcow2,bus=virtio --disk path=${images}/data.img,format=raw,bus=virtio \\
  --disk ${images}/tinyvm-1.0-x86_64.iso,device=cdrom --network default --network default --graphics vnc,port=5905 \\
  --channel unix,source.path=/run/org.qemu.guest_agent.0.demo,source.mode=bind,target.type=virtio,target.name=org.qemu.guest_agent.0 \\
  --import --print-xml > /tmp/demo.xml && virsh -q define /tmp/demo.xml
virsh dumpxml demo > /tmp/demo.before`

const disk = (target: string, name: string, newName: string, capacity: number, format: 'qcow2' | 'raw') => ({
  target,
  volume: { pool: 'default', name, newName, newPath: `${images}/${newName}` },
  capacityBytes: capacity,
  format,
  isLinked: false,
  alwaysShared: false,
})
const system = (newName: string) => disk('vda', 'demo.qcow2', newName, 64 * MiB, 'qcow2')
const data = (newName: string) => disk('vdb', 'data.img', newName, 8 * MiB, 'raw')
const drive = {
  target: 'hda',
  way: 'share',
  volume: null,
  capacityBytes: 0,
  format: 'raw',
  isLinked: false,
  alwaysShared: true,
} as const
/** What is on the disks. */
const contents = `cd ${images} && for file in copy* link* mixed*; do [ -f "$file" ] || continue
  echo "$file"; qemu-img info -U "$file" | grep -E '^(file format|virtual size|backing file)'
  qemu-img convert -U -O raw "$file" /tmp/content && md5sum < /tmp/content; done`

proveOperations('Clone', site, [
  proof({
    row: '8.2-clone',
    title: 'every disk copied, MACs by chance',
    given: demo,
    operation: 'vm-clone',
    input: {
      vm: 'demo',
      name: 'copy',
      disks: [{ ...system('copy.qcow2'), way: 'full' }, { ...data('copy-data.img'), way: 'full' }, drive],
      macs: [],
      nvram: null,
    },
    check: 'virsh dumpxml copy; virsh dumpxml demo | diff - /tmp/demo.before',
    prints: /<name>copy<[^]*copy\.qcow2[^]*copy-data\.img[^]*tinyvm[^]*port='-1' autoport='yes'/,
    alsoSame: contents,
  }),
  proof({
    row: '8.2-clone',
    title: 'MACs as typed, one disk shared',
    operation: 'vm-clone',
    input: {
      vm: 'demo',
      name: 'copy2',
      disks: [{ ...system('copy2.qcow2'), way: 'full' }, { ...data(''), way: 'share' }, drive],
      macs: ['52:54:00:aa:bb:01', '52:54:00:aa:bb:02'],
      nvram: null,
    },
    check: 'virsh domiflist copy2; virsh domblklist copy2',
    prints: /aa:bb:01\n[^]*aa:bb:02\n[^]*copy2\.qcow2[^]*images\/data\.img/,
    alsoSame: contents,
  }),
  proof({
    row: '8.3-linked',
    title: 'linked to the original’s disk, the other one copied',
    operation: 'vm-clone',
    input: {
      vm: 'demo',
      name: 'linked',
      disks: [{ ...system('link.qcow2'), way: 'linked' }, { ...data('link.img'), way: 'full' }, drive],
      macs: [],
      nvram: null,
    },
    check: `virsh domblklist linked; qemu-img info ${images}/link.qcow2`,
    prints: /link\.qcow2[^]*link\.img[^]*backing file: [^ ]*demo\.qcow2/,
    alsoSame: contents,
  }),
  proof({
    row: '8.3-linked',
    title: 'a clone of the linked one: its chain is merged into a copy, a raw disk is a base too',
    operation: 'vm-clone',
    input: {
      vm: 'linked',
      name: 'mixed',
      disks: [
        { ...disk('vda', 'link.qcow2', 'mixed.qcow2', 64 * MiB, 'qcow2'), isLinked: true, way: 'full' },
        { ...disk('vdb', 'link.img', 'mixed-data.qcow2', 8 * MiB, 'raw'), way: 'linked' },
        drive,
      ],
      macs: [],
      nvram: null,
    },
    check: `qemu-img info ${images}/mixed.qcow2; qemu-img info ${images}/mixed-data.qcow2`,
    prints: /^(?![^]*backing file: [^ ]*demo)[^]*backing file format: raw/,
    alsoSame: contents,
  }),
])
