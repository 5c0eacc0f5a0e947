import { checkpoint, integer, network, oneOf, pool, subnet, vm, withVariables } from '#lib/grading/define.ts'

/** An exam has none. */
const hints = { zh: [], en: [] }

export default withVariables(
  {
    pool: oneOf('vault', 'depot', 'shelf', 'stock'),
    dir: oneOf('alpha', 'bravo', 'delta', 'echo', 'kilo'),
    disk: oneOf('ledger', 'photos', 'orders', 'invoices'),
    sizeGiB: integer(2, 6),
    net: oneOf('branch', 'campus', 'clinic', 'studio'),
    subnet: subnet(),
    vm: oneOf('store01', 'desk01', 'gate01', 'mail01'),
    memoryMiB: oneOf('160', '192', '224', '256'),
    cpus: integer(2, 4),
    /** Last part of the MAC. */
    mac: integer(10, 99),
    /** Last number of the reserved address. */
    host: integer(11, 89),
    snap: oneOf('accepted', 'baseline', 'handover', 'milestone'),
    clone: oneOf('spare01', 'twin01', 'standby01', 'double01'),
  },
  (v) => {
    const mac = `52:54:00:09:00:${v.mac}`
    const address = `${v.subnet}.${v.host}`
    const memoryMiB = Number(v.memoryMiB)
    return [
      checkpoint('exam-pool', {
        points: 15,
        covers: ['9-exam', '9-storage-network'],
        hints,
        expect: [
          pool(v.pool)
            .exists()
            .hasType('dir')
            .hasTarget(`/srv/${v.dir}`)
            .isPersistent()
            .saying({
              unmet: {
                zh: `${v.pool} 是临时的：没有保存定义，一停就没了。`,
                en: `${v.pool} is transient: no definition is saved, and it is gone once it stops.`,
              },
            })
            .isActive()
            .autostarts()
            .saying({
              unmet: {
                zh: `${v.pool} 在宿主机重启之后会停着。`,
                en: `${v.pool} will be down after a reboot of the host.`,
              },
            }),
        ],
      }),
      checkpoint('exam-volumes', {
        points: 10,
        covers: ['9-exam', '9-storage-network'],
        hints,
        expect: [
          pool(v.pool)
            .hasVolume(`${v.disk}.qcow2`, { format: 'qcow2', minGiB: v.sizeGiB, maxGiB: v.sizeGiB })
            .saying({
              unmet: {
                zh: `${v.pool} 里要有 ${v.disk}.qcow2，qcow2，正好 ${v.sizeGiB} GiB。现有：{actual}。格式和单位都写了吗？`,
                en: `${v.pool} should hold ${v.disk}.qcow2, qcow2, exactly ${v.sizeGiB} GiB. What there is: {actual}. Did you say the format, and the unit?`,
              },
            }),
          pool('default')
            .hasVolume(`${v.vm}.qcow2`, { format: 'qcow2', minGiB: 1, backing: null })
            .saying({
              unmet: {
                zh: `default 里要有完整的副本 ${v.vm}.qcow2，没有后备文件。现有：{actual}。`,
                en: `default should hold the full copy ${v.vm}.qcow2, without a backing file. What there is: {actual}.`,
              },
            }),
        ],
      }),
      checkpoint('exam-network', {
        points: 20,
        covers: ['9-exam', '9-storage-network'],
        hints,
        expect: [
          network(v.net)
            .exists()
            .hasForward('nat')
            .config('ip/@address', `${v.subnet}.1`, {
              id: 'gateway',
              text: { zh: `网关是 ${v.subnet}.1`, en: `Its gateway is ${v.subnet}.1` },
              unmet: {
                zh: `网关应当是 ${v.subnet}.1，现在是 {actual}。`,
                en: `The gateway should be ${v.subnet}.1 and is {actual}.`,
              },
            })
            .config("ip[@netmask='255.255.255.0' or @prefix='24']", true, {
              id: 'netmask',
              text: { zh: '子网是 /24', en: 'Its subnet is a /24' },
              unmet: { zh: '子网应当是 /24。', en: 'The subnet should be a /24.' },
            })
            .config(`ip/dhcp/range[@start='${v.subnet}.100' and @end='${v.subnet}.199']`, true, {
              id: 'range',
              text: {
                zh: `DHCP 从 ${v.subnet}.100 到 ${v.subnet}.199`,
                en: `DHCP from ${v.subnet}.100 to ${v.subnet}.199`,
              },
              unmet: {
                zh: `DHCP 的范围应当是 ${v.subnet}.100 到 ${v.subnet}.199。`,
                en: `The DHCP range should be ${v.subnet}.100 to ${v.subnet}.199.`,
              },
            })
            .isActive()
            .autostarts(),
        ],
      }),
      checkpoint('exam-vm', {
        points: 20,
        covers: ['9-exam', '9-create'],
        hints,
        expect: [
          vm(v.vm)
            .exists()
            .isPersistent()
            .hasMemoryMiB({ min: memoryMiB, max: memoryMiB })
            .hasDisk({ pool: 'default', volume: `${v.vm}.qcow2`, bus: 'virtio' })
            .hasNic({ source: v.net, model: 'virtio' })
            .saying({
              unmet: {
                zh: `${v.vm} 的网卡要接在 ${v.net} 上，型号 virtio，现在是：{actual}。`,
                en: `The NIC of ${v.vm} should be on ${v.net}, model virtio; it is: {actual}.`,
              },
            })
            .hasNic({ source: v.net, mac })
            .saying({
              unmet: {
                zh: `${v.vm} 在 ${v.net} 上的网卡，MAC 应当是 ${mac}，现在是：{actual}。`,
                en: `The NIC of ${v.vm} on ${v.net} should have the MAC ${mac}; it is: {actual}.`,
              },
            }),
        ],
      }),
      checkpoint('exam-hardware', {
        points: 20,
        covers: ['9-exam', '9-hardware'],
        hints,
        expect: [
          vm(v.vm)
            .hasMaxVcpus({ min: v.cpus, max: v.cpus })
            .hasDisk({ pool: v.pool, volume: `${v.disk}.qcow2`, bus: 'virtio' })
            .hasDisk({ pool: v.pool, volume: `${v.disk}.qcow2`, cache: 'none' })
            .saying({
              unmet: {
                zh: `数据盘的缓存模式应当是 none。${v.vm} 的磁盘现在是：{actual}。`,
                en: `The data disk should have the cache mode none. The disks of ${v.vm}: {actual}.`,
              },
            })
            .autostarts(),
        ],
      }),
      checkpoint('exam-address', {
        points: 15,
        covers: ['9-exam', '9-storage-network'],
        hints,
        expect: [
          network(v.net)
            .config(`ip/dhcp/host[@mac='${mac}']/@ip`, address, {
              id: 'reserved',
              text: {
                zh: `${v.net} 的定义把 ${address} 留给 ${mac}`,
                en: `The definition of ${v.net} keeps ${address} for ${mac}`,
              },
              unmet: {
                zh: `${v.net} 的定义里没有把 ${address} 留给 ${mac}（现在：{actual}）：网络重启之后，预留就没有了。`,
                en: `The definition of ${v.net} does not keep ${address} for ${mac} (now: {actual}): after a restart of the network there is no reservation.`,
              },
            })
            .live(`ip/dhcp/host[@mac='${mac}']/@ip`, address, {
              id: 'reserved-live',
              text: { zh: '预留现在就生效', en: 'The reservation is in effect now' },
              unmet: {
                zh: `定义里有了，运行中的 ${v.net} 还不知道（现在：{actual}）。`,
                en: `It is in the definition, but ${v.net} as it runs does not know it (now: {actual}).`,
              },
            }),
          vm(v.vm).isRunning(),
          network(v.net)
            .hasLease({ address })
            .saying({
              unmet: {
                zh: `还没有谁拿到 ${address}，现有的租约：{actual}。地址是启动时要的：预留在先，启动在后。`,
                en: `Nobody has got ${address} yet; leases: {actual}. An address is asked for while booting: first the reservation, then the start.`,
              },
            }),
        ],
      }),
      checkpoint('exam-snapshot', {
        points: 15,
        covers: ['9-exam'],
        hints,
        expect: [
          vm(v.vm)
            .hasSnapshot(v.snap)
            .hasSnapshot(v.snap, { location: 'internal', memory: true })
            .saying({
              text: { zh: `快照 ${v.snap} 是内部的，含内存`, en: `The snapshot ${v.snap} is internal, with memory` },
              unmet: {
                zh: `快照 ${v.snap} 应当是内部的、含内存的，现在是：{actual}。含不含内存，看建的时候虚拟机开没开着。`,
                en: `The snapshot ${v.snap} should be internal, with memory; it is: {actual}. Whether there is memory depends on the VM’s state when you took it.`,
              },
            })
            .hasSnapshot(v.snap, { described: true })
            .saying({
              text: { zh: `快照 ${v.snap} 有描述`, en: `The snapshot ${v.snap} has a description` },
              unmet: { zh: `快照 ${v.snap} 没有描述。`, en: `The snapshot ${v.snap} has no description.` },
            }),
        ],
      }),
      checkpoint('exam-clone', {
        points: 20,
        covers: ['9-exam', '9-create'],
        hints,
        expect: [
          vm(v.clone)
            .exists()
            .config(`devices/disk/source[contains(@file, '/${v.vm}.qcow2') or @volume='${v.vm}.qcow2']`, false, {
              id: 'own-system',
              text: { zh: `${v.clone} 的系统盘是自己的`, en: `${v.clone} has a system disk of its own` },
              unmet: {
                zh: `${v.clone} 和 ${v.vm} 共用一块系统盘，一起开机就会毁掉它。`,
                en: `${v.clone} and ${v.vm} share the system disk; running both would ruin it.`,
              },
            })
            .config(`devices/disk/source[contains(@file, '/${v.disk}.qcow2') or @volume='${v.disk}.qcow2']`, false, {
              id: 'own-data',
              text: { zh: `${v.clone} 的数据盘是自己的`, en: `${v.clone} has a data disk of its own` },
              unmet: {
                zh: `${v.clone} 和 ${v.vm} 共用数据盘。`,
                en: `${v.clone} and ${v.vm} share the data disk.`,
              },
            })
            .config("count(devices/disk[@device='disk'])", 2, {
              id: 'two-disks',
              text: { zh: `${v.clone} 有两块盘`, en: `${v.clone} has two disks` },
              unmet: {
                zh: `${v.clone} 应当有两块盘，现在是 {actual} 块。`,
                en: `${v.clone} should have two disks and has {actual}.`,
              },
            })
            .config(`devices/interface/mac[@address='${mac}']`, false, {
              id: 'own-mac',
              text: { zh: `${v.clone} 有自己的 MAC`, en: `${v.clone} has a MAC of its own` },
              unmet: {
                zh: `${v.clone} 的 MAC 还是 ${mac}，两台会抢同一个地址。`,
                en: `${v.clone} has the MAC ${mac} too; the two would fight for one address.`,
              },
            }),
          vm(v.vm)
            .isRunning()
            .saying({
              unmet: {
                zh: `${v.vm} 现在是 {actual}，最后要恢复运行。`,
                en: `${v.vm} is {actual}; it should run again in the end.`,
              },
            }),
        ],
      }),
    ]
  },
)
