import { checkpoint, integer, oneOf, pool, vm, withVariables } from '#lib/grading/define.ts'

const target = '/var/lib/libvirt/images/mypool'

const workedExample = checkpoint('worked-example', {
  points: 15,
  covers: ['6.2-dir', '6.3-worked', '6.5-pool'],
  expect: [
    pool('myvm-storage')
      .exists()
      .saying({
        unmet: {
          zh: '还没有叫 myvm-storage 的存储池，现有：{actual}。名字里是连字符，不是下划线。',
          en: 'There is no pool named myvm-storage; what there is: {actual}. Mind the hyphen.',
        },
      })
      .hasType('dir')
      .saying({
        unmet: {
          zh: 'myvm-storage 的类型是 {actual}，这里要 dir。类型建好就不能改，只能 pool-undefine 之后重新定义。',
          en: 'myvm-storage is of type {actual}, and dir is asked for. A type cannot be changed: pool-undefine it and define it again.',
        },
      })
      .hasTarget(target)
      .saying({
        unmet: {
          zh: `myvm-storage 的目标路径是 {actual}，应为 ${target}。停下来，删掉定义，再定义一次。`,
          en: `The target path of myvm-storage is {actual} and should be ${target}. Stop it, undefine it, define it again.`,
        },
      })
      .isPersistent()
      .saying({
        unmet: {
          zh: 'myvm-storage 是临时的，一停就没了：pool-create-as 不保存定义。停掉它，改用 pool-define-as。',
          en: 'myvm-storage is transient and gone once it stops: pool-create-as saves no definition. Stop it and use pool-define-as.',
        },
      })
      .isActive()
      .saying({
        unmet: {
          zh: 'myvm-storage 定义好了，却没有启动（{actual}）。先 pool-build 建出目录，再 pool-start。',
          en: 'myvm-storage is defined but not started ({actual}). Make its directory with pool-build, then pool-start.',
        },
      })
      .autostarts()
      .saying({
        unmet: {
          zh: 'myvm-storage 现在可用，宿主机一重启就停着了：还差第四步 pool-autostart。',
          en: 'myvm-storage can be used now, but stays down after the next boot: step four, pool-autostart, is missing.',
        },
      }),
  ],
  hints: {
    zh: [
      '建池的四步，你走到第几步了？virsh pool-info myvm-storage 的 State、Persistent、Autostart 三行各对应哪一步？',
      '四步是 define、build、start、autostart。控件里三个“随后”都要勾上；命令行里缺哪步补哪步。',
      `virsh pool-define-as myvm-storage dir --target ${target} && virsh pool-build myvm-storage && virsh pool-start myvm-storage && virsh pool-autostart myvm-storage`,
    ],
    en: [
      'Which of the four steps have you taken? State, Persistent and Autostart in virsh pool-info myvm-storage belong to one each.',
      'Define, build, start, autostart. In the widget all three ticks after “Then”; in the terminal, whichever step is missing.',
      `virsh pool-define-as myvm-storage dir --target ${target} && virsh pool-build myvm-storage && virsh pool-start myvm-storage && virsh pool-autostart myvm-storage`,
    ],
  },
})

const otherPools = (share: string) =>
  checkpoint('other-pools', {
    points: 20,
    covers: ['6.2-fs', '6.2-logical', '6.2-netfs', '6.2-iscsi'],
    expect: [
      pool('disk2')
        .hasType('fs')
        .saying({
          unmet: {
            zh: '还没有类型为 fs 的池 disk2（现在：{actual}）。fs 由 libvirt 挂载分区；dir 只读现成的目录。',
            en: 'There is no pool disk2 of type fs (now: {actual}). fs has libvirt mount a partition; dir just reads a directory.',
          },
        })
        .config('source/device/@path', '/dev/vdb1', {
          id: 'device',
          text: { zh: '存储池 disk2 的源设备是 /dev/vdb1', en: 'The pool disk2 has the source device /dev/vdb1' },
          unmet: {
            zh: 'disk2 的源设备是 {actual}，应为 /dev/vdb1：分区写在源（--source-dev），挂载点写在目标（--target）。',
            en: 'The source device of disk2 is {actual} and should be /dev/vdb1: the partition is the source (--source-dev), the mount point the target.',
          },
        }),
      pool('fast')
        .hasType('logical')
        .saying({
          unmet: {
            zh: '还没有类型为 logical 的池 fast（现在：{actual}）。',
            en: 'There is no pool fast of type logical (now: {actual}).',
          },
        })
        .config('source/name', 'vg_fast', {
          id: 'group',
          text: { zh: '存储池 fast 就是卷组 vg_fast', en: 'The pool fast is the volume group vg_fast' },
          unmet: {
            zh: 'fast 的卷组名是 {actual}，应为 vg_fast。卷组名写在 --source-name。',
            en: 'The volume group of fast is {actual} and should be vg_fast. It goes into --source-name.',
          },
        }),
      pool('nas')
        .hasType('netfs')
        .saying({
          unmet: {
            zh: '还没有类型为 netfs 的池 nas（现在：{actual}）。',
            en: 'There is no pool nas of type netfs (now: {actual}).',
          },
        })
        .config('source/host/@name', 'nas.lab.test', {
          id: 'server',
          text: { zh: '存储池 nas 的服务器是 nas.lab.test', en: 'The server of the pool nas is nas.lab.test' },
          unmet: {
            zh: 'nas 的服务器是 {actual}，应为 nas.lab.test。',
            en: 'The server of nas is {actual} and should be nas.lab.test.',
          },
        })
        .config('source/dir/@path', `/export/${share}`, {
          id: 'export',
          text: { zh: `存储池 nas 用的导出目录是 /export/${share}`, en: `The pool nas mounts /export/${share}` },
          unmet: {
            zh: `nas 的源路径是 {actual}，你的那一份是 /export/${share}。源路径是服务器上的，目标路径是本机的，别写反了。`,
            en: `The source path of nas is {actual}; yours is /export/${share}. The source path is the server’s, the target path this host’s: not the other way round.`,
          },
        }),
      pool('san')
        .hasType('iscsi-direct')
        .saying({
          unmet: {
            zh: '池 san 的类型要是 iscsi-direct（现在：{actual}）。iscsi 要靠内核的发起端，这台容器里没有。先 pool-undefine san，再重新定义。',
            en: 'The pool san has to be of type iscsi-direct (now: {actual}). iscsi needs the kernel’s initiator, which this container lacks. pool-undefine san and define it again.',
          },
        })
        .isActive()
        .saying({
          unmet: {
            zh: 'san 没有启动（{actual}）。四个池里只有它能在这台机器上启动：virsh pool-start san。若报连不上，核对主机名 192.168.122.1 和两个 IQN。',
            en: 'san is not started ({actual}). Of the four it is the one that can be, here: virsh pool-start san. If it cannot connect, check the host 192.168.122.1 and both IQNs.',
          },
        })
        .hasVolume('unit:0:0:1')
        .saying({
          unmet: {
            zh: 'san 里看不到 unit:0:0:1。目标 IQN 是 iqn.2026-01.test.lab:vms 吗？改好后 virsh pool-refresh san。',
            en: 'san does not show unit:0:0:1. Is the target IQN iqn.2026-01.test.lab:vms? Then virsh pool-refresh san.',
          },
        }),
    ],
    hints: {
      zh: [
        '每种池都要回答“源在哪里”。分区、卷组名、服务器加目录、IQN，哪一种池要哪一样？',
        'fs：--source-dev；logical：--source-name；netfs：--source-host 加 --source-path；iscsi-direct：--source-host、--source-dev（目标 IQN）加 --source-initiator。四个都要定义，只有 san 还要启动。',
        `virsh pool-define-as disk2 fs --source-dev /dev/vdb1 --source-format ext4 --target /srv/disk2; virsh pool-define-as fast logical --source-name vg_fast; virsh pool-define-as nas netfs --source-host nas.lab.test --source-path /export/${share} --source-format nfs --target /srv/nas; virsh pool-define-as san iscsi-direct --source-host 192.168.122.1 --source-dev iqn.2026-01.test.lab:vms --source-initiator iqn.2026-01.test.lab:kvmhost; virsh pool-start san`,
      ],
      en: [
        'Every kind of pool asks where its source is. A partition, a group’s name, a server and a directory, an IQN: which goes with which?',
        'fs: --source-dev. logical: --source-name. netfs: --source-host and --source-path. iscsi-direct: --source-host, --source-dev (the target IQN) and --source-initiator. Define all four, start san only.',
        `virsh pool-define-as disk2 fs --source-dev /dev/vdb1 --source-format ext4 --target /srv/disk2; virsh pool-define-as fast logical --source-name vg_fast; virsh pool-define-as nas netfs --source-host nas.lab.test --source-path /export/${share} --source-format nfs --target /srv/nas; virsh pool-define-as san iscsi-direct --source-host 192.168.122.1 --source-dev iqn.2026-01.test.lab:vms --source-initiator iqn.2026-01.test.lab:kvmhost; virsh pool-start san`,
      ],
    },
  })

const volumes = (disk: string, sizeGiB: number) =>
  checkpoint('volumes', {
    points: 20,
    covers: ['6.4-create', '6.4-info', '6.4-clone', '6.4-upload'],
    expect: [
      pool('myvm-storage')
        .hasVolume(`${disk}.qcow2`, { format: 'qcow2', minGiB: sizeGiB, maxGiB: sizeGiB })
        .saying({
          unmet: {
            zh: `myvm-storage 里要有 ${disk}.qcow2，qcow2 格式，正好 ${sizeGiB} GiB。现有：{actual}。显示 raw 是漏了 --format qcow2；大小不对多半是漏了单位 G。`,
            en: `myvm-storage should hold ${disk}.qcow2, format qcow2, exactly ${sizeGiB} GiB. What there is: {actual}. raw means that --format qcow2 was left out; an odd size, the unit G.`,
          },
        }),
      pool('default')
        .hasVolume('report-full.qcow2', { backing: null })
        .saying({
          text: {
            zh: 'default 里有 report.qcow2 的完整副本 report-full.qcow2，没有后备文件',
            en: 'default holds report-full.qcow2, a full copy of report.qcow2 without a backing file',
          },
          unmet: {
            zh: 'default 里要有 report-full.qcow2，而且没有后备文件。现有：{actual}。刚用 vol-clone 建的要 pool-refresh 一次；用 --backing-vol 建的是链接卷，不是克隆。',
            en: 'default should hold report-full.qcow2 without a backing file. What there is: {actual}. After vol-clone it takes a pool-refresh; made with --backing-vol it is a linked volume, not a clone.',
          },
        }),
      pool('myvm-storage')
        .hasVolume('seed.qcow2', { format: 'qcow2', minGiB: 0.75, maxGiB: 0.75 })
        .saying({
          text: {
            zh: 'seed.qcow2 已经搬到 myvm-storage',
            en: 'seed.qcow2 has been brought to myvm-storage',
          },
          unmet: {
            zh: 'myvm-storage 里要有从 default 搬来的 seed.qcow2（qcow2，0.75 GiB）。现有：{actual}。若显示 raw，是占位的卷建好了，内容还没有 vol-upload。',
            en: 'myvm-storage should hold seed.qcow2 from default (qcow2, 0.75 GiB). What there is: {actual}. If it is raw, the empty volume is there but nothing has been uploaded yet.',
          },
        }),
    ],
    hints: {
      zh: [
        '三个卷：一个新建，一个克隆，一个搬来。用 virsh vol-list 池名 --details 和 vol-dumpxml 对一遍，缺的是哪个，不对的是格式还是容量？',
        '新建要带单位和 --format qcow2；克隆之后 pool-refresh default；搬运是 vol-download、vol-create-as（raw，与文件一样长）、vol-upload 三步。',
        `virsh vol-create-as myvm-storage ${disk}.qcow2 ${sizeGiB}G --format qcow2; virsh vol-clone report.qcow2 report-full.qcow2 --pool default; virsh pool-refresh default; virsh vol-download seed.qcow2 ~/seed.qcow2 --pool default; virsh vol-create-as myvm-storage seed.qcow2 $(stat -c %s ~/seed.qcow2) --format raw --allocation 0; virsh vol-upload seed.qcow2 ~/seed.qcow2 --pool myvm-storage`,
      ],
      en: [
        'Three volumes: one new, one cloned, one brought over. Compare with virsh vol-list POOL --details and vol-dumpxml. Which is missing, or is it the format, or the size?',
        'The new one needs a unit and --format qcow2. After the clone, pool-refresh default. Bringing one over is vol-download, vol-create-as (raw, as long as the file), vol-upload.',
        `virsh vol-create-as myvm-storage ${disk}.qcow2 ${sizeGiB}G --format qcow2; virsh vol-clone report.qcow2 report-full.qcow2 --pool default; virsh pool-refresh default; virsh vol-download seed.qcow2 ~/seed.qcow2 --pool default; virsh vol-create-as myvm-storage seed.qcow2 $(stat -c %s ~/seed.qcow2) --format raw --allocation 0; virsh vol-upload seed.qcow2 ~/seed.qcow2 --pool myvm-storage`,
      ],
    },
  })

const grow = (sizeGiB: number) =>
  checkpoint('grow', {
    points: 15,
    covers: ['6.4-resize'],
    expect: [
      vm('db01')
        .hasDisk({ pool: 'default', volume: 'db01-data.qcow2', minGiB: sizeGiB, maxGiB: sizeGiB })
        .saying({
          text: {
            zh: `db01 的数据盘 db01-data.qcow2 是 ${sizeGiB} GiB`,
            en: `db01-data.qcow2, the data disk of db01, has ${sizeGiB} GiB`,
          },
          unmet: {
            zh: `db01-data.qcow2 应为 ${sizeGiB} GiB。db01 的磁盘现在是：{actual}。若变得很小，是 blockresize 漏了单位（不写就是 KiB），它缩小也不会问；刚扩过就 virsh pool-refresh default。`,
            en: `db01-data.qcow2 should have ${sizeGiB} GiB. The disks of db01: {actual}. If it has become tiny, blockresize had no unit (KiB then), and it shrinks without asking. Just grown it? virsh pool-refresh default.`,
          },
        })
        .isRunning()
        .saying({
          unmet: {
            zh: 'db01 现在是 {actual}。任务要求不停机：virsh start db01。下次开着的时候用 blockresize。',
            en: 'db01 is {actual}. It was to be done without a shutdown: virsh start db01, and next time blockresize while it runs.',
          },
        }),
    ],
    hints: {
      zh: [
        'vol-resize 报错说拿不到写锁。锁在谁手里？那么应该请谁来改大小？',
        'QEMU 正开着这个文件，所以要用 blockresize，参数是虚拟机名、磁盘的目标名（domblklist 第一列）、带单位的大小。',
        `virsh blockresize db01 vdb ${sizeGiB}G && virsh pool-refresh default`,
      ],
      en: [
        'vol-resize complains about a write lock. Who holds it? And so, who has to do the resizing?',
        'QEMU has the file open, so it is blockresize: the VM, the disk’s target name (first column of domblklist), and the size with its unit.',
        `virsh blockresize db01 vdb ${sizeGiB}G && virsh pool-refresh default`,
      ],
    },
  })

const rename = checkpoint('rename', {
  points: 15,
  covers: ['6.4-rename', '6.4-delete'],
  expect: [
    vm('app01')
      .hasDisk({ pool: 'default', volume: 'app01.qcow2' })
      .saying({
        text: { zh: 'app01 的磁盘是 default 里的 app01.qcow2', en: 'The disk of app01 is app01.qcow2 in default' },
        unmet: {
          zh: 'app01 用的还不是 app01.qcow2，现在是：{actual}。光有新文件不够，定义里的路径也要改：virt-xml app01 --edit … --disk path=…',
          en: 'app01 does not use app01.qcow2 yet; now: {actual}. A new file is not enough, the path in the definition has to follow: virt-xml app01 --edit … --disk path=…',
        },
      }),
    pool('default')
      .hasNoVolume('new-final-v2.qcow2')
      .saying({
        unmet: {
          zh: '旧的 new-final-v2.qcow2 还在。确认 app01 已经指向新的，再 vol-delete。',
          en: 'The old new-final-v2.qcow2 is still there. Make sure that app01 uses the new one, then vol-delete it.',
        },
      })
      .hasNoVolume('old-test.qcow2')
      .saying({
        unmet: {
          zh: '那个谁也不用的卷还在。三个候选里，哪一个既不是虚拟机的磁盘，也不是别人的后备文件？',
          en: 'The volume that nobody needs is still there. Which of the three candidates is neither a VM’s disk nor a backing file?',
        },
      })
      .hasVolume('report.qcow2')
      .saying({
        text: { zh: 'report.qcow2 还在', en: 'report.qcow2 is still there' },
        unmet: {
          zh: 'report.qcow2 被删掉了，它还要用。没有回收站：请把实验主机恢复到本课的初始状态。',
          en: 'report.qcow2 was deleted, and it was still needed. There is no bin: put your host back to the start of this lesson.',
        },
      })
      .hasVolume('tinyvm-1.0-x86_64.qcow2')
      .saying({
        text: {
          zh: '后备文件 tinyvm-1.0-x86_64.qcow2 还在',
          en: 'The backing file tinyvm-1.0-x86_64.qcow2 is still there',
        },
        unmet: {
          zh: 'tinyvm-1.0-x86_64.qcow2 不见了：它是好几个卷的后备文件，没有它，那些卷都打不开。请把实验主机恢复到本课的初始状态。',
          en: 'tinyvm-1.0-x86_64.qcow2 is gone. Several volumes are built on it and cannot be opened without it: put your host back to the start of this lesson.',
        },
      }),
  ],
  hints: {
    zh: [
      'libvirt 没有改名。要让 app01 用上叫 app01.qcow2 的磁盘，哪三件事、按什么顺序做，才不会有一刻是坏的？',
      '先克隆成新名字，再改 app01 的定义，最后删旧的。另外还有一个没人用的卷要删：控件里“使用者”一列是空的，名字也说明了它的来历。',
      'virsh vol-clone new-final-v2.qcow2 app01.qcow2 --pool default && virt-xml app01 --edit path=/var/lib/libvirt/images/new-final-v2.qcow2 --disk path=/var/lib/libvirt/images/app01.qcow2 && virsh vol-delete new-final-v2.qcow2 --pool default && virsh vol-delete old-test.qcow2 --pool default',
    ],
    en: [
      'libvirt has no rename. Which three things, in which order, get app01 onto a disk named app01.qcow2 without a moment in which it is broken?',
      'Clone it under the new name, change the definition of app01, delete the old one. And there is a volume of no use to anybody: nothing under “Used by”, and its name says where it came from.',
      'virsh vol-clone new-final-v2.qcow2 app01.qcow2 --pool default && virt-xml app01 --edit path=/var/lib/libvirt/images/new-final-v2.qcow2 --disk path=/var/lib/libvirt/images/app01.qcow2 && virsh vol-delete new-final-v2.qcow2 --pool default && virsh vol-delete old-test.qcow2 --pool default',
    ],
  },
})

const repair = checkpoint('repair', {
  points: 15,
  covers: ['6.5-pool'],
  expect: [
    pool('archive')
      .isActive()
      .saying({
        unmet: {
          zh: 'archive 没有启动（{actual}）。pool-start 报的是哪个目录？定义里写的路径对吗？',
          en: 'archive is not started ({actual}). Which directory does pool-start complain about, and is the path in the definition right?',
        },
      })
      .hasVolume('ledger.qcow2', { format: 'qcow2', minGiB: 1.5, maxGiB: 1.5 })
      .saying({
        text: { zh: 'archive 里看得到 ledger.qcow2', en: 'archive shows ledger.qcow2' },
        unmet: {
          zh: 'archive 启动了，里面却没有 ledger.qcow2（现有：{actual}）。在旧路径上 pool-build 只是建了个空目录；文件在别处，要改的是定义里的路径，改完停一次再启动。',
          en: 'archive is active but has no ledger.qcow2 (what there is: {actual}). pool-build on the old path only makes an empty directory. The file is elsewhere: change the path in the definition, then stop and start.',
        },
      })
      .isPersistent()
      .saying({
        unmet: {
          zh: 'archive 现在是临时的，一停就没了。用 pool-define 保存定义。',
          en: 'archive is transient now and gone once it stops. Save a definition with pool-define.',
        },
      })
      .autostarts()
      .saying({
        unmet: {
          zh: 'archive 修好了，但宿主机重启后又会停着。同事漏掉的那一步是什么？',
          en: 'archive works, until the host reboots. Which step had your colleague forgotten?',
        },
      }),
  ],
  hints: {
    zh: [
      'pool-start 说打不开目录。是目录丢了，还是定义写错了地方？ledger.qcow2 现在在哪儿？',
      '用 sudo find / -xdev -name "ledger*" 找到文件，把定义里的 <path> 改成它所在的目录（pool-edit），启动，再设自动启动。控件里则是删掉定义，按正确的路径重新添加。',
      "virsh pool-dumpxml --inactive archive | sed 's,/srv/vmdata/archive,/srv/archive,' | virsh pool-define /dev/stdin; virsh pool-destroy archive; virsh pool-start archive; virsh pool-autostart archive",
    ],
    en: [
      'pool-start cannot open a directory. Has the directory gone, or does the definition name the wrong place? Where is ledger.qcow2 now?',
      'Find the file with sudo find / -xdev -name "ledger*", change <path> in the definition to its directory (pool-edit), start the pool and set autostart. In the widget: delete the definition and add the pool again with the right path.',
      "virsh pool-dumpxml --inactive archive | sed 's,/srv/vmdata/archive,/srv/archive,' | virsh pool-define /dev/stdin; virsh pool-destroy archive; virsh pool-start archive; virsh pool-autostart archive",
    ],
  },
})

export default withVariables(
  { disk: oneOf('logs', 'media', 'backup', 'mail'), sizeGiB: integer(2, 4), grownGiB: integer(2, 5) },
  ({ disk, sizeGiB, grownGiB }) => [
    workedExample,
    otherPools(disk),
    volumes(disk, sizeGiB),
    grow(grownGiB),
    rename,
    repair,
  ],
)
