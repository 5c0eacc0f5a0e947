import { checkpoint, oneOf, pool, vm, withVariables } from '#lib/grading/define.ts'

const fullClone = (copy: string) =>
  checkpoint('full-clone', {
    points: 15,
    covers: ['8.2-clone', '8.2-running'],
    expect: [
      vm(copy)
        .exists()
        .saying({
          unmet: {
            zh: `还没有叫 ${copy} 的虚拟机，现有：{actual}。virt-clone 说 must be shutoff 的话，先把 web01 关机。`,
            en: `There is no VM named ${copy}; what there is: {actual}. If virt-clone says “must be shutoff”, shut web01 down first.`,
          },
        })
        .config(
          "devices/disk[@device='disk']/source[contains(@file, '/web01.qcow2') or @volume='web01.qcow2']",
          false,
          {
            id: 'own-disk',
            text: { zh: `${copy} 用的不是 web01 的磁盘`, en: `${copy} does not use the disk of web01` },
            unmet: {
              zh: `${copy} 和 web01 指着同一块磁盘，两台一起开就会毁掉文件系统。只复制 XML 不是克隆：virsh undefine ${copy}，再用 virt-clone。`,
              en: `${copy} and web01 have one disk between them; running both would ruin its file system. Copying the XML is no clone: virsh undefine ${copy}, then virt-clone.`,
            },
          },
        )
        .hasDisk({ format: 'qcow2', backing: null })
        .saying({
          text: {
            zh: `${copy} 的磁盘是完整的副本，没有后备文件`,
            en: `The disk of ${copy} is a full copy without a backing file`,
          },
          unmet: {
            zh: `${copy} 的磁盘应是完整副本（qcow2，没有后备文件），现在是：{actual}。这里要的不是链接克隆。刚建好的话，virsh pool-refresh default。`,
            en: `The disk of ${copy} should be a full copy (qcow2, no backing file); it is: {actual}. A linked clone is not what is asked for here. Just made? virsh pool-refresh default.`,
          },
        })
        .config("devices/interface/mac[@address='52:54:00:08:00:01']", false, {
          id: 'own-mac',
          text: { zh: `${copy} 有自己的 MAC`, en: `${copy} has a MAC of its own` },
          unmet: {
            zh: `${copy} 的 MAC 还是 web01 的。两台会抢同一个地址：重新克隆，MAC 留给 virt-clone 生成。`,
            en: `${copy} has the MAC of web01, and they would fight for one address. Clone again and leave the MAC to virt-clone.`,
          },
        }),
      vm('web01')
        .isRunning()
        .saying({
          unmet: {
            zh: 'web01 现在是 {actual}。克隆完了，别忘了让网站恢复：virsh start web01。',
            en: 'web01 is {actual}. The clone is made; don’t forget the site: virsh start web01.',
          },
        }),
    ],
    hints: {
      zh: [
        'virt-clone 拒绝时说了哪个词？web01 现在是什么状态？',
        '先正常关机，等到 shut off，再用 --auto-clone 克隆，最后启动 web01。',
        `virsh shutdown web01; until virsh domstate web01 | grep -q off; do sleep 1; done; virt-clone --original web01 --name ${copy} --auto-clone; virsh start web01`,
      ],
      en: [
        'Which word does virt-clone use when it refuses, and what is the state of web01?',
        'Shut it down in good order, wait for “shut off”, clone with --auto-clone, and start web01 again.',
        `virsh shutdown web01; until virsh domstate web01 | grep -q off; do sleep 1; done; virt-clone --original web01 --name ${copy} --auto-clone; virsh start web01`,
      ],
    },
  })

const linkedClone = (lab: string) =>
  checkpoint('linked-clone', {
    points: 15,
    covers: ['8.3-linked'],
    expect: [
      vm(lab)
        .exists()
        .saying({
          unmet: {
            zh: `还没有叫 ${lab} 的虚拟机，现有：{actual}。只有链接卷还不够，外壳也要克隆。`,
            en: `There is no VM named ${lab}; what there is: {actual}. A linked volume alone is not enough, the shell has to be cloned too.`,
          },
        })
        .hasDisk({ volume: `${lab}.qcow2`, backing: 'golden.qcow2' })
        .saying({
          text: {
            zh: `${lab} 的磁盘是 ${lab}.qcow2，后备文件是 golden.qcow2`,
            en: `The disk of ${lab} is ${lab}.qcow2, backed by golden.qcow2`,
          },
          unmet: {
            zh: `${lab} 的磁盘应是以 golden.qcow2 为后备文件的 ${lab}.qcow2，现在是：{actual}。没有后备文件就是完整克隆：--auto-clone 会把数据全抄过来。先建链接卷，再用 --file 和 --preserve-data。`,
            en: `The disk of ${lab} should be ${lab}.qcow2, backed by golden.qcow2; it is: {actual}. Without a backing file it is a full clone: --auto-clone copies all data. Make the linked volume first, then use --file and --preserve-data.`,
          },
        }),
      vm('golden')
        .isShutOff()
        .saying({
          unmet: {
            zh: 'golden 现在是 {actual}。它是基础卷的主人，一启动就往基础卷里写：马上 virsh destroy golden。',
            en: 'golden is {actual}. Its disk is the base, and it writes to it as it runs: virsh destroy golden at once.',
          },
        }),
    ],
    hints: {
      zh: [
        '链接克隆由哪两样东西组成？virt-clone 自己会做哪一样？',
        '先用 vol-create-as 加 --backing-vol 建链接卷，再让 virt-clone 用它：--file 指路径，--preserve-data 不复制。',
        `virsh vol-create-as default ${lab}.qcow2 1G --format qcow2 --backing-vol golden.qcow2 --backing-vol-format qcow2 && virt-clone --original golden --name ${lab} --file /var/lib/libvirt/images/${lab}.qcow2 --preserve-data`,
      ],
      en: [
        'What two things is a linked clone made of, and which of them does virt-clone make by itself?',
        'A linked volume by vol-create-as with --backing-vol; then virt-clone with --file for its path and --preserve-data to leave it alone.',
        `virsh vol-create-as default ${lab}.qcow2 1G --format qcow2 --backing-vol golden.qcow2 --backing-vol-format qcow2 && virt-clone --original golden --name ${lab} --file /var/lib/libvirt/images/${lab}.qcow2 --preserve-data`,
      ],
    },
  })

const take = (snap: string) =>
  checkpoint('take', {
    points: 20,
    covers: ['8.4-create'],
    expect: [
      vm('web01')
        .hasSnapshot(snap, { location: 'internal', memory: true })
        .saying({
          text: {
            zh: `web01 有内部快照 ${snap}，含内存`,
            en: `web01 has the internal snapshot ${snap}, with its memory`,
          },
          unmet: {
            zh: `web01 要有内部、含内存的快照 ${snap}，现有：{actual}。external 说明用了 --disk-only；no memory 说明建的时候 web01 没有开着。删掉重建。`,
            en: `web01 should have an internal snapshot ${snap} with memory; what there is: {actual}. “external” comes from --disk-only, “no memory” from web01 being off at the time. Delete it and take it again.`,
          },
        })
        .hasSnapshot(snap, { described: true })
        .saying({
          text: { zh: `快照 ${snap} 有描述`, en: `The snapshot ${snap} has a description` },
          unmet: {
            zh: `快照 ${snap} 没有描述。半年后谁还记得它是干什么的？virsh snapshot-edit web01 ${snap}，或在页面里“编辑…”。`,
            en: `The snapshot ${snap} has no description, and who will know in half a year? virsh snapshot-edit web01 ${snap}, or Edit… in the page.`,
          },
        }),
      vm('db01')
        .hasSnapshot('nightly', { location: 'external', memory: false })
        .saying({
          text: { zh: 'db01 有外部快照 nightly，仅磁盘', en: 'db01 has the external snapshot nightly, disks only' },
          unmet: {
            zh: 'db01 要有外部、仅磁盘的快照 nightly，现有：{actual}。internal 说明漏了 --disk-only。',
            en: 'db01 should have an external snapshot nightly, disks only; what there is: {actual}. “internal” means that --disk-only was left out.',
          },
        })
        .isRunning()
        .saying({
          unmet: {
            zh: 'db01 现在是 {actual}。外部快照不用停机：virsh start db01。',
            en: 'db01 is {actual}. An external snapshot needs no shutdown: virsh start db01.',
          },
        }),
    ],
    hints: {
      zh: [
        '运行中的虚拟机，不加任何选项建快照，得到哪一种？要另一种，加什么？',
        '内部快照什么都不用加，只加描述；外部的加 --disk-only。virsh snapshot-info 的 Location 和 State 可以核对。',
        `virsh snapshot-create-as web01 ${snap} --description 'Before the update'; virsh snapshot-create-as db01 nightly --disk-only`,
      ],
      en: [
        'Which kind do you get of a running VM with no options at all, and what makes it the other?',
        'Nothing but a description for the internal one; --disk-only for the external. Check Location and State in virsh snapshot-info.',
        `virsh snapshot-create-as web01 ${snap} --description 'Before the update'; virsh snapshot-create-as db01 nightly --disk-only`,
      ],
    },
  })

const revert = (branch: string) =>
  checkpoint('revert', {
    points: 15,
    covers: ['8.5-list', '8.5-revert'],
    expect: [
      vm('app01')
        .hasSnapshot(branch, { parent: 'configured' })
        .saying({
          text: {
            zh: `app01 有快照 ${branch}，父快照是 configured`,
            en: `app01 has the snapshot ${branch}, and its parent is configured`,
          },
          unmet: {
            zh: `app01 的快照 ${branch} 应当以 configured 为父快照，现有：{actual}。父亲不对，就是建之前没有先恢复：删掉它，恢复到 configured，再建。`,
            en: `The snapshot ${branch} of app01 should have configured as its parent; what there is: {actual}. Another parent means that you did not revert first: delete it, revert to configured, take it again.`,
          },
        })
        .hasSnapshot(branch, { current: true })
        .saying({
          text: { zh: `app01 现在就在 ${branch}`, en: `app01 is at ${branch} now` },
          unmet: {
            zh: `app01 现在不在 ${branch}：{actual}。virsh snapshot-revert app01 ${branch}。`,
            en: `app01 is not at ${branch} now: {actual}. virsh snapshot-revert app01 ${branch}.`,
          },
        })
        .hasSnapshot('upgrade-2.0')
        .saying({
          text: {
            zh: '两条分支并列：upgrade-2.0 还在',
            en: 'The branches stand side by side: upgrade-2.0 is still there',
          },
          unmet: {
            zh: `upgrade-2.0 已经删了（{actual}），看不出 ${branch} 是从哪里分出来的。请把实验主机恢复到这一步的初始状态，先分支，再清理。`,
            en: `upgrade-2.0 is gone already ({actual}), so nothing tells where ${branch} branched off. Put your host back to the start of this step; branch first, tidy up after.`,
          },
        }),
    ],
    hints: {
      zh: [
        '新快照的父亲由什么决定？建之前，你应该在树的哪里？',
        '先 snapshot-revert 到 configured，再 snapshot-create-as。用 snapshot-list --tree 看结果。',
        `virsh snapshot-revert app01 configured && virsh snapshot-create-as app01 ${branch}`,
      ],
      en: [
        'What decides a new snapshot’s parent, and where in the tree should you be before you take it?',
        'snapshot-revert to configured, then snapshot-create-as. snapshot-list --tree shows the result.',
        `virsh snapshot-revert app01 configured && virsh snapshot-create-as app01 ${branch}`,
      ],
    },
  })

const tidy = checkpoint('tidy', {
  points: 15,
  covers: ['8.5-delete', '8.5-edit'],
  expect: [
    vm('app01')
      .hasNoSnapshot('upgrade-2.0')
      .saying({
        unmet: {
          zh: 'app01 的 upgrade-2.0 还在（{actual}）。virsh snapshot-delete app01 upgrade-2.0。',
          en: 'upgrade-2.0 of app01 is still there ({actual}). virsh snapshot-delete app01 upgrade-2.0.',
        },
      })
      .hasSnapshot('configured')
      .saying({
        text: { zh: 'app01 的 configured 还在', en: 'configured of app01 is still there' },
        unmet: {
          zh: 'configured 被一起删掉了，只剩：{actual}。--children 会删掉所有后代。请把实验主机恢复到本课的初始状态。',
          en: 'configured went along; left are: {actual}. --children deletes all descendants. Put your host back to the start of this lesson.',
        },
      })
      .hasSnapshot('installed', { described: true })
      .saying({
        text: { zh: '快照 installed 有描述', en: 'The snapshot installed has a description' },
        unmet: {
          zh: '快照 installed 还没有描述（{actual}）。virsh desc 改的是虚拟机的描述，这里要用 virsh snapshot-edit app01 installed。',
          en: 'The snapshot installed has no description yet ({actual}). virsh desc sets that of the VM; use virsh snapshot-edit app01 installed.',
        },
      }),
    vm('db01')
      .hasNoSnapshot('nightly')
      .saying({
        unmet: {
          zh: 'db01 的 nightly 还在（{actual}）。virsh snapshot-delete db01 nightly。',
          en: 'nightly of db01 is still there ({actual}). virsh snapshot-delete db01 nightly.',
        },
      })
      .hasDisk({ volume: 'db01.qcow2' })
      .saying({
        text: { zh: 'db01 的磁盘是 db01.qcow2', en: 'The disk of db01 is db01.qcow2' },
        unmet: {
          zh: 'db01 的磁盘应当回到 db01.qcow2，现在是：{actual}。--metadata 只忘掉记录，不合并文件。',
          en: 'The disk of db01 should be db01.qcow2 again; it is: {actual}. --metadata forgets the record and merges nothing.',
        },
      }),
  ],
  hints: {
    zh: [
      '三件事各是一条命令。哪一条改的是快照的 XML？',
      '删除用 snapshot-delete，不带 --children，不带 --metadata；描述用 snapshot-edit，在 <name> 后面加 <description>。',
      'virsh snapshot-delete app01 upgrade-2.0; EDITOR="sed -i \'s,</name>,</name><description>Fresh</description>,\'" virsh snapshot-edit app01 installed; virsh snapshot-delete db01 nightly',
    ],
    en: [
      'Three things, a command for each. Which one edits a snapshot’s XML?',
      'snapshot-delete without --children and without --metadata; snapshot-edit for the description, a <description> after <name>.',
      'virsh snapshot-delete app01 upgrade-2.0; EDITOR="sed -i \'s,</name>,</name><description>Fresh</description>,\'" virsh snapshot-edit app01 installed; virsh snapshot-delete db01 nightly',
    ],
  },
})

const remove = checkpoint('remove', {
  points: 10,
  covers: ['8.5-undefine'],
  expect: [
    vm('old01')
      .isAbsent()
      .saying({
        unmet: {
          zh: 'old01 还在（{actual}）。undefine 因为快照而拒绝时，加上 --snapshots-metadata。',
          en: 'old01 is still there ({actual}). When undefine refuses because of snapshots, add --snapshots-metadata.',
        },
      }),
    pool('default')
      .hasNoVolume('old01.qcow2')
      .saying({
        unmet: {
          zh: 'old01 没有了，它的磁盘 old01.qcow2 还占着地方。忘了 --remove-all-storage？virsh vol-delete old01.qcow2 default。',
          en: 'old01 is gone, but its disk old01.qcow2 still takes up room. No --remove-all-storage? virsh vol-delete old01.qcow2 default.',
        },
      }),
  ],
  hints: {
    zh: [
      'undefine 为什么拒绝？记录和数据，各由哪个选项负责？',
      '--snapshots-metadata 管记录，--remove-all-storage 管磁盘。',
      'virsh undefine old01 --snapshots-metadata --remove-all-storage',
    ],
    en: [
      'Why does undefine refuse, and which option is for the records, which for the data?',
      '--snapshots-metadata for the records, --remove-all-storage for the disks.',
      'virsh undefine old01 --snapshots-metadata --remove-all-storage',
    ],
  },
})

export default withVariables(
  {
    /** The full clone of web01. */
    copy: oneOf('web02', 'shop02', 'blog02', 'wiki02'),
    /** The linked clone of golden. */
    lab: oneOf('test01', 'train01', 'trial01', 'demo01'),
    snap: oneOf('before-update', 'before-patch', 'before-change', 'all-well'),
    branch: oneOf('upgrade-2.1', 'upgrade-2.2', 'upgrade-3.0', 'retry'),
  },
  ({ copy, lab, snap, branch }) => [fullClone(copy), linkedClone(lab), take(snap), revert(branch), tidy, remove],
)
