import { checkpoint, vm } from '#lib/grading/define.ts'

const appKeepsRunning = {
  unmet: {
    zh: 'app01 没有在运行，状态是 {actual}。这一步要在运行中完成：virsh start app01，再来一次。',
    en: 'app01 is not running; its state is {actual}. This has to be done while it runs: virsh start app01, and once more.',
  },
}
/** With as many as the maximum, the XML has no `current`. */
const currentVcpus = 'vcpu/@current | vcpu[not(@current)]'
const iso = '/var/lib/libvirt/images/tinyvm-1.0-x86_64.iso'

export default [
  checkpoint('live-change', {
    points: 10,
    covers: ['4.1-tree', '4.2-vcpus', '4.3-memory'],
    expect: [
      vm('app01')
        .isRunning()
        .saying(appKeepsRunning)
        .live(currentVcpus, 2, {
          id: 'vcpus-now',
          text: { zh: 'app01 正在用 2 个 vCPU', en: 'app01 runs with 2 vCPUs' },
          unmet: {
            zh: '正在运行的 app01 有 {actual} 个 vCPU，要 2 个。只用 --config 改的是保存的那份；现在就要，得加 --live（表单里勾“同时应用”）。',
            en: 'The running app01 has {actual} vCPU, and 2 are asked for. --config alone changes what is saved; for now add --live (in the form, tick “Apply to the running VM too”).',
          },
        })
        .config(currentVcpus, 2, {
          id: 'vcpus-kept',
          text: { zh: '下次开机也是 2 个', en: 'and will have 2 at the next start' },
          unmet: {
            zh: '保存的定义里是 {actual} 个 vCPU，下次开机就退回去了。加上 --config，或勾着“同时应用”在表单里改。',
            en: 'The saved definition says {actual}: at the next start it would fall back. Add --config, or change it in the form.',
          },
        })
        .hasCurrentMemoryMiB({ min: 240, max: 272 })
        .saying({
          text: { zh: 'app01 的当前内存是 256 MiB', en: 'the current memory of app01 is 256 MiB' },
          unmet: {
            zh: 'app01 当前内存是 {actual}，要 256 MiB。用 virsh setmem app01 256M --live；单位别漏，不写就是 KiB。',
            en: 'The current memory of app01 is {actual}, and 256 MiB are asked for: virsh setmem app01 256M --live. Mind the unit, without one it is KiB.',
          },
        }),
    ],
    hints: {
      zh: [
        '一条命令可以改运行的、保存的，或者两份都改。你的那条改了哪一份？用 virsh vcpucount app01 看四个数。',
        'vCPU 两份都要改成 2；内存只要现在是 256 MiB，靠气球。表单里的“同时应用到正在运行的虚拟机”要勾着。',
        '在终端运行：virsh setvcpus app01 2 --live --config; virsh setmem app01 256M --live',
      ],
      en: [
        'A command can change what runs, what is saved, or both. Which did yours? virsh vcpucount app01 shows all four numbers.',
        'The vCPUs have to become 2 in both definitions. For memory it is enough to be 256 MiB now, by the balloon. In the form, “Apply to the running VM too” has to be ticked.',
        'In the terminal: virsh setvcpus app01 2 --live --config; virsh setmem app01 256M --live',
      ],
    },
  }),

  checkpoint('next-boot', {
    points: 10,
    covers: ['4.2-pending', '4.3-memory'],
    expect: [
      vm('app01')
        .isRunning()
        .saying(appKeepsRunning)
        .config('memory', 512 * 1024, {
          id: 'saved-maximum',
          text: { zh: '保存的最大内存是 512 MiB', en: 'the saved maximum is 512 MiB' },
          unmet: {
            zh: '保存的最大内存是 {actual} KiB，要 524288（512 MiB）。用 virsh setmaxmem app01 512M --config，单位 M 要写。',
            en: 'The saved maximum is {actual} KiB, and 524288 (512 MiB) are asked for: virsh setmaxmem app01 512M --config, with the M.',
          },
        })
        .live(
          'memory',
          { max: 400 * 1024 },
          {
            id: 'still-waits',
            text: { zh: '正在运行的还是原来的最大值', en: 'what runs still has its old maximum' },
            unmet: {
              zh: '正在运行的 app01 最大内存已是 {actual} KiB：更改已经生效，不再等了。把保存的改成别的值、关机再开，再改回 512 MiB，就能看到它等着。',
              en: 'The running app01 has a maximum of {actual} KiB already: the change has happened and no longer waits. Save another value, shut down and start, then set 512 MiB again to see it wait.',
            },
          },
        ),
    ],
    hints: {
      zh: [
        '最大内存在运行中改不了。那么哪一份定义可以改？改完之后，两份还一样吗？',
        '在 app01 的内存表单里把“最大分配”改成 512 MiB 并应用，不要重启。提示条会说有更改在等。',
        '在终端运行：virsh setmaxmem app01 512M --config',
      ],
      en: [
        'The maximum cannot change while it runs. Which definition can, then? And are the two still alike afterwards?',
        'In the memory form of app01 set the maximum to 512 MiB and apply; don’t restart. The bar will say that a change waits.',
        'In the terminal: virsh setmaxmem app01 512M --config',
      ],
    },
  }),

  checkpoint('blueprint', {
    points: 15,
    covers: ['4.1-xml', '4.2-model', '4.2-topology', '4.2-boot', '4.3-ksm'],
    expect: [
      vm('db01')
        .exists()
        .config('cpu/model | cpu/@mode', 'Nehalem', {
          id: 'model',
          text: { zh: 'db01 的 CPU 型号是 Nehalem', en: 'the CPU model of db01 is Nehalem' },
          unmet: {
            zh: 'db01 的 CPU 是 {actual}，要 Nehalem。host-passthrough 和 host-model 跟着宿主机走，换一台旧机器就可能起不来，而且没有 KVM 时直通不能启动。',
            en: 'The CPU of db01 is {actual}, and Nehalem is asked for. host-passthrough and host-model follow the host: on an older one the VM may not start, and without KVM passthrough never does.',
          },
        })
        .hasMaxVcpus({ min: 4, max: 4 })
        .saying({
          unmet: {
            zh: 'db01 最多 {actual} 个 vCPU，要 4 个。有拓扑时，最大值要和拓扑一起改。',
            en: 'db01 has at most {actual} vCPUs, and 4 are asked for. With a topology, the maximum changes together with it.',
          },
        })
        .config("cpu/topology[@sockets='2' and @cores='2' and @threads='1']", true, {
          id: 'topology',
          text: { zh: '拓扑是 2 插槽 × 2 核 × 1 线程', en: 'its topology is 2 sockets × 2 cores × 1 thread' },
          unmet: {
            zh: 'db01 的拓扑不是 2 插槽 × 2 核 × 1 线程。4 × 1 × 1 的乘积也是 4，但不是规格要的。看看：virsh dumpxml db01 | grep topology',
            en: 'The topology of db01 is not 2 sockets × 2 cores × 1 thread. 4 × 1 × 1 makes 4 as well, but is not the specification. See: virsh dumpxml db01 | grep topology',
          },
        })
        .config('memoryBacking/nosharepages', true, {
          id: 'no-sharing',
          text: { zh: '不参与内存合并', en: 'its pages are not shared' },
          unmet: {
            zh: 'db01 的定义里没有 <nosharepages/>：宿主机打开 KSM 时，它的内存页会与别人合并。',
            en: 'There is no <nosharepages/> in db01: with KSM on, its pages would be merged with those of others.',
          },
        })
        .config("os/boot[1][@dev='hd'] | devices/disk[@device='disk']/boot[@order='1']", true, {
          id: 'disk-first',
          text: { zh: '硬盘第一个引导', en: 'it boots from its disk first' },
          unmet: {
            zh: 'db01 不是先从硬盘引导：网卡还排在前面，每次开机都要等 PXE 超时。',
            en: 'db01 does not boot from its disk first: with the NIC before it, every start waits for PXE to give up.',
          },
        })
        .autostarts()
        .saying({
          unmet: {
            zh: 'db01 不会随宿主机启动。引导顺序管的是开机之后，自动启动是另一个开关：virsh autostart db01。',
            en: 'db01 will not start with the host. The boot order is about what comes after the start; autostart is a switch of its own: virsh autostart db01.',
          },
        }),
    ],
    hints: {
      zh: [
        '规格有五条：型号、vCPU 与拓扑、内存合并、引导、自动启动。用 virsh dumpxml db01 一条条核对，哪一条不在 XML 里？',
        '拓扑的乘积要等于最大 vCPU 数，两者一起改。引导顺序可以用“引导选项”里的箭头。内存合并在“内存”里。',
        '在终端运行：virt-xml db01 --edit --cpu Nehalem; virt-xml db01 --edit --vcpus 4,sockets=2,cores=2,threads=1; virt-xml db01 --edit --memorybacking nosharepages=yes; virt-xml db01 --edit --boot hd,network; virsh autostart db01',
      ],
      en: [
        'The specification has five points: model, vCPUs with topology, page sharing, booting, autostart. Go through virsh dumpxml db01. Which of them is not in the XML?',
        'The product of the topology has to be the maximum: change both together. The arrows in Boot Options move a device; page sharing is under Memory.',
        'In the terminal: virt-xml db01 --edit --cpu Nehalem; virt-xml db01 --edit --vcpus 4,sockets=2,cores=2,threads=1; virt-xml db01 --edit --memorybacking nosharepages=yes; virt-xml db01 --edit --boot hd,network; virsh autostart db01',
      ],
    },
  }),

  checkpoint('storage', {
    points: 15,
    covers: ['4.1-add', '4.4-add', '4.4-bus', '4.4-cache', '4.4-io', '4.4-media'],
    expect: [
      vm('app01')
        .isRunning()
        .saying(appKeepsRunning)
        .hasDisk({ volume: 'app01-data.qcow2', pool: 'default', bus: 'virtio', minGiB: 1 })
        .saying({
          text: {
            zh: 'app01 有一块 virtio 磁盘 app01-data.qcow2，至少 1 GiB',
            en: 'app01 has the virtio disk app01-data.qcow2 of at least 1 GiB',
          },
          unmet: {
            zh: 'app01 保存的定义里没有这块 virtio 数据盘（卷 app01-data.qcow2，1 GiB，在 default 池里）。现有：{actual}。只用 --live 插上的，关机就没了。',
            en: 'The saved definition of app01 lacks this virtio disk (volume app01-data.qcow2, 1 GiB, in the pool default). What it has: {actual}. A disk plugged in with --live alone is gone at shutdown.',
          },
        })
        .hasDisk({ volume: 'app01-data.qcow2', format: 'qcow2' })
        .saying({
          text: { zh: '它按 qcow2 格式使用', en: 'it is used as qcow2' },
          unmet: {
            zh: '数据盘没有按 qcow2 使用：{actual}。attach-disk 不写 --subdriver qcow2 就按 raw，客户机只看到几百 KiB。移除后重新插。',
            en: 'The data disk is not used as qcow2: {actual}. Without --subdriver qcow2, attach-disk takes it for raw and the guest sees a few hundred KiB. Remove it and plug it in again.',
          },
        })
        .hasDisk({ volume: 'app01-data.qcow2', cache: 'none', io: 'native' })
        .saying({
          text: { zh: '缓存 none，I/O native', en: 'with cache none and I/O native' },
          unmet: {
            zh: '数据盘的缓存或 I/O 模式不对，要 none 和 native。现有：{actual}。',
            en: 'Cache or I/O mode of the data disk are not none and native. What there is: {actual}.',
          },
        })
        .live("devices/disk[driver/@cache='none' and driver/@io='native']/source/@file", /\/app01-data\.qcow2$/, {
          id: 'plugged-in',
          text: { zh: '它现在就插着', en: 'it is plugged in now' },
          unmet: {
            zh: '数据盘还没有以 none、native 插进正在运行的 app01。只写 --config 要等下次开机；移除后用 --live --config 重插。',
            en: 'The data disk is not plugged into the running app01 with none and native. --config alone waits for the next start: remove it, and plug it in with --live --config.',
          },
        })
        .live("devices/disk[@device='cdrom']/source/@file", iso, {
          id: 'disc-in',
          text: { zh: '光驱里放着 tinyvm-1.0-x86_64.iso', en: 'tinyvm-1.0-x86_64.iso is in its drive' },
          unmet: {
            zh: '正在运行的 app01 光驱里没有 tinyvm-1.0-x86_64.iso，现在放着：{actual}。',
            en: 'tinyvm-1.0-x86_64.iso is not in the drive of the running app01; what is in it: {actual}.',
          },
        }),
    ],
    hints: {
      zh: [
        '两件事：一块新磁盘，一张光盘。用 virsh domblklist app01 --details 和加上 --inactive 的各看一遍，差在哪里？',
        '先有卷再插上，插的时候格式、总线、缓存、I/O 都要写，运行的和保存的都要。光盘用 change-media，或在 CDROM 的表单里选。',
        `在终端运行：virsh vol-create-as default app01-data.qcow2 1G --format qcow2; virsh attach-disk app01 /var/lib/libvirt/images/app01-data.qcow2 vdb --targetbus virtio --driver qemu --subdriver qcow2 --cache none --io native --live --config; virsh change-media app01 sda ${iso} --update --live --config`,
      ],
      en: [
        'Two things are asked for, a disk and a disc. Look at virsh domblklist app01 --details with and without --inactive: what is missing where?',
        'First the volume, then the plug, with format, bus, cache and I/O, for what runs and what is saved. The disc goes in by change-media, or in the form of the CDROM.',
        `In the terminal: virsh vol-create-as default app01-data.qcow2 1G --format qcow2; virsh attach-disk app01 /var/lib/libvirt/images/app01-data.qcow2 vdb --targetbus virtio --driver qemu --subdriver qcow2 --cache none --io native --live --config; virsh change-media app01 sda ${iso} --update --live --config`,
      ],
    },
  }),

  checkpoint('old-vm', {
    points: 15,
    covers: ['4.4-bus', '4.5-source', '4.5-model', '4.5-mac'],
    expect: [
      vm('old01')
        .hasDisk({ volume: 'old01.qcow2', bus: 'virtio' })
        .saying({
          text: { zh: 'old01 的系统盘在 virtio 总线上', en: 'the system disk of old01 is on virtio' },
          unmet: {
            zh: 'old01 的系统盘不在 virtio 总线上：{actual}。命令行里换总线，目标名和旧地址要一起改。',
            en: 'The system disk of old01 is not on virtio: {actual}. On the command line, the target’s name and the old address change along with the bus.',
          },
        })
        .hasNic({ type: 'network', source: 'hostonly' })
        .saying({
          text: { zh: '它的网卡接在 hostonly', en: 'its NIC is on hostonly' },
          unmet: {
            zh: 'old01 没有接到 hostonly，现在是：{actual}。island 没有 <ip>，连宿主机也到不了；default 则通得到外面。',
            en: 'old01 is not on hostonly; it has: {actual}. island has no <ip>, so not even the host could reach it; default leads outside.',
          },
        })
        .hasNic({ source: 'hostonly', model: 'virtio' })
        .saying({
          text: { zh: '网卡型号是 virtio', en: 'its NIC is a virtio' },
          unmet: {
            zh: 'old01 的网卡型号不是 virtio：{actual}。',
            en: 'The NIC of old01 is not a virtio: {actual}.',
          },
        })
        .hasNic({ source: 'hostonly', mac: '52:54:00:04:00:30' })
        .saying({
          text: { zh: '网卡的 MAC 是 52:54:00:04:00:30', en: 'its MAC is 52:54:00:04:00:30' },
          unmet: {
            zh: 'old01 的 MAC 与登记的 52:54:00:04:00:30 不同，现在是：{actual}。要改原来那块网卡，不是再加一块。',
            en: 'The MAC of old01 is not the registered 52:54:00:04:00:30; it has: {actual}. Change the NIC that is there, don’t add another.',
          },
        }),
    ],
    hints: {
      zh: [
        'old01 关着，什么都可以改。它的磁盘和网卡各有哪几处和要求不同？virsh domblklist、virsh domiflist 加 --inactive 看一看。',
        '磁盘改总线；网卡改三处：网络源 hostonly、型号 virtio、MAC 52:54:00:04:00:30。表单里可以一次应用。',
        '在终端运行：virt-xml old01 --edit target=hda --disk target.bus=virtio,target.dev=vda,xpath.delete=./address; virt-xml old01 --edit --network source=hostonly,model=virtio,mac=52:54:00:04:00:30',
      ],
      en: [
        'old01 is off, so all can be changed. What about its disk and its NIC does not match yet? virsh domblklist and virsh domiflist --inactive show them.',
        'The disk needs another bus; the NIC three changes: source hostonly, model virtio, MAC 52:54:00:04:00:30. The form applies them at once.',
        'In the terminal: virt-xml old01 --edit target=hda --disk target.bus=virtio,target.dev=vda,xpath.delete=./address; virt-xml old01 --edit --network source=hostonly,model=virtio,mac=52:54:00:04:00:30',
      ],
    },
  }),

  checkpoint('cable', {
    points: 5,
    covers: ['4.5-link'],
    expect: [
      vm('app01')
        .isRunning()
        .saying(appKeepsRunning)
        .live("devices/interface[mac/@address='52:54:00:04:00:01']/link/@state", 'down', {
          id: 'cable-out',
          text: { zh: 'app01 的网线现在是拔出的', en: 'the cable of app01 is out now' },
          unmet: {
            zh: '正在运行的 app01 网线还插着。只加 --config 改的是下次开机；不加，才是现在。',
            en: 'The cable of the running app01 is still in. With --config it is out at the next start; without, it is out now.',
          },
        }),
    ],
    hints: {
      zh: [
        '要改的是正在运行的那份。virsh domif-getlink app01 52:54:00:04:00:01 说什么？',
        '在网卡的表单里去掉“网线已插上”的勾，或者用 virsh domif-setlink，不要加 --config。',
        '在终端运行：virsh domif-setlink app01 52:54:00:04:00:01 down',
      ],
      en: [
        'It is the running definition that has to change. What does virsh domif-getlink app01 52:54:00:04:00:01 say?',
        'Untick “the cable is in” in the form of the NIC, or use virsh domif-setlink without --config.',
        'In the terminal: virsh domif-setlink app01 52:54:00:04:00:01 down',
      ],
    },
  }),
]
