import { checkpoint, host, vm } from '#lib/grading/define.ts'

export default [
  checkpoint('permissions', {
    points: 10,
    covers: ['2.1-checks', '2.3-groups'],
    expect: [
      host()
        .hasUserInGroup('student', 'libvirt')
        .saying({
          unmet: {
            zh: 'student 还不在 libvirt 组里，现在在：{actual}。若 sudo 不见了，是 usermod 漏了 -a，把原来的组冲掉了。',
            en: 'student is not in the group libvirt, but in: {actual}. If sudo is gone, usermod was run without -a and has dropped the other groups.',
          },
        })
        .hasUserInGroup('student', 'sudo')
        .saying({
          text: { zh: '用户 student 仍然属于 sudo 组', en: 'The user student is still in the group sudo' },
          unmet: {
            zh: 'student 不在 sudo 组里了：usermod 漏了 -a，原来的组被冲掉了。补救：sudo usermod -aG adm,sudo,libvirt,kvm student。',
            en: 'student is no longer in the group sudo: usermod without -a has dropped it. To mend it: sudo usermod -aG adm,sudo,libvirt,kvm student.',
          },
        }),
    ],
    hints: {
      zh: [
        'polkit 按什么判断谁可以管理 qemu:///system？用 groups student 看看，你缺哪一个组？',
        '把 student 追加到 libvirt 组里。改组成员的命令是 usermod，追加的选项是 -a，和 -G 一起用，而且要 sudo。',
        '在终端运行：sudo usermod -aG libvirt,kvm student',
      ],
      en: [
        'What does polkit go by when it decides who may manage qemu:///system? Which group does groups student not show?',
        'Append student to the group libvirt. The command is usermod; -a appends, together with -G, and it takes sudo.',
        'In the terminal: sudo usermod -aG libvirt,kvm student',
      ],
    },
  }),
  checkpoint('system-vm', {
    points: 10,
    covers: ['2.3-groups', '2.4-remote'],
    expect: [
      vm('web01')
        .exists()
        .autostarts()
        .saying({
          unmet: {
            zh: 'web01 没有设置自动启动。若命令报“failed to get domain”，你连的是 qemu:///session：加上 -c qemu:///system。',
            en: 'web01 does not start with the host. If the command said “failed to get domain”, you were on qemu:///session: add -c qemu:///system.',
          },
        })
        .isRunning(),
    ],
    hints: {
      zh: [
        'web01 在哪一个连接里？virsh uri 现在说的是哪一个？',
        '要连 qemu:///system，再让 web01 自动启动；页面里在它的“引导选项”中勾选，终端里是 virsh autostart。',
        '在终端运行：virsh -c qemu:///system autostart web01',
      ],
      en: [
        'On which connection is web01? Which one does virsh uri name now?',
        'Connect to qemu:///system and let web01 start with the host: a box in its boot options in the page, virsh autostart in the terminal.',
        'In the terminal: virsh -c qemu:///system autostart web01',
      ],
    },
  }),
  checkpoint('virt-manager', {
    points: 10,
    covers: ['2.2-packages'],
    expect: [
      host()
        .hasPackage('virt-manager')
        .saying({
          unmet: {
            zh: 'virt-manager 没有装好。virt-install 和 virsh 属于另外的软件包，有它们不等于有图形界面；若提示找不到软件包，先运行 sudo apt update。',
            en: 'virt-manager is not installed. virt-install and virsh are other packages and bring no graphical interface. If apt cannot locate it, run sudo apt update first.',
          },
        }),
    ],
    hints: {
      zh: [
        'apt 知道有这个软件包吗？apt-cache policy virt-manager 的 Candidate 一行是什么？',
        '先更新软件包列表，再安装 virt-manager；两条命令都要 sudo。',
        '在终端运行：sudo apt update && sudo apt install -y virt-manager',
      ],
      en: [
        'Does apt know the package? What is on the line Candidate of apt-cache policy virt-manager?',
        'Update the list of packages, then install virt-manager; both commands take sudo.',
        'In the terminal: sudo apt update && sudo apt install -y virt-manager',
      ],
    },
  }),
]
