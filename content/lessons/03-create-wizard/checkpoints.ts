import { checkpoint, vm } from '#lib/grading/define.ts'

export default [
  checkpoint('first-vm', {
    points: 10,
    covers: ['3.1-iso', '3.3-sizing', '3.3-format', '3.4-finish'],
    expect: [
      vm('web01')
        .exists()
        .saying({
          unmet: {
            zh: '还没有叫 web01 的虚拟机，现有：{actual}。名字要一字不差，大小写也算。',
            en: 'There is no VM named web01; what there is: {actual}. The name has to match exactly, case included.',
          },
        })
        .hasVcpus({ min: 1, max: 2 })
        .saying({
          unmet: {
            zh: 'web01 有 {actual} 个 vCPU，这里要 1–2 个。关机后可以用 virsh setvcpus 改，也可以删了重建。',
            en: 'web01 has {actual} vCPUs, and 1–2 are asked for. Change it with virsh setvcpus while it is off, or start over.',
          },
        })
        .hasMemoryMiB({ min: 192, max: 512 })
        .saying({
          unmet: {
            zh: 'web01 的内存是 {actual}，这里要 192–512 MiB。检查一下单位：向导和 --memory 按 MiB 计，--memory 1 只有 1 MiB；XML 里不写单位则是 KiB。',
            en: 'web01 has {actual} of memory, and 192–512 MiB are asked for. Check the unit: the wizard and --memory count in MiB, so --memory 1 is a single MiB; in XML a bare number is KiB.',
          },
        })
        .hasDisk({ format: 'qcow2', minGiB: 1, pool: 'default' })
        .saying({
          unmet: {
            zh: 'web01 没有符合要求的磁盘：要 qcow2 格式、至少 1 GiB、放在存储池 default 里。现有：{actual}。格式在建盘时就定了，选错只能换一块。',
            en: 'No disk of web01 fits: it should be qcow2, at least 1 GiB, in the pool default. What it has: {actual}. The format is fixed when a disk is made; a wrong one has to be replaced.',
          },
        })
        .isOnNetwork('default')
        .saying({
          unmet: {
            zh: 'web01 没有接到 default 网络，现在接的是：{actual}。',
            en: 'web01 is not on the network default; it is on: {actual}.',
          },
        })
        .isRunning()
        .saying({
          unmet: {
            zh: 'web01 没有在运行，状态是 {actual}。如果系统已经装完，那是安装结束时停下来的，没人替它再启动一次：virsh start web01。',
            en: 'web01 is not running; its state is {actual}. If the system is installed, it stopped at the end of the installation and nobody started it again: virsh start web01.',
          },
        })
        .hasAddress({ network: 'default' })
        .saying({
          unmet: {
            zh: 'web01 还没有地址。安装没结束，或者客户机还在启动；打开它的屏幕看看停在哪里。',
            en: 'web01 has no address yet. It is still installing or booting; its screen shows how far it is.',
          },
        }),
    ],
    hints: {
      zh: [
        '向导一共问了五件事：从哪里装、装什么、给多少、放哪里、叫什么。哪一件和要求对不上？用 virsh dominfo web01 和 virsh domblklist web01 对一遍。',
        '从 ISO 装，介质是 /var/lib/libvirt/images/tinyvm-1.0-x86_64.iso；内存填 256 MiB，1 个 vCPU，磁盘 2 GiB、qcow2，网络 default。装完若停在“关闭”，要再启动一次。',
        '在终端运行：virt-install --name web01 --osinfo detect=on --memory 256 --vcpus 1 --disk size=2,format=qcow2 --cdrom /var/lib/libvirt/images/tinyvm-1.0-x86_64.iso --network network=default --graphics vnc --noautoconsole --wait',
      ],
      en: [
        'The wizard asks five things: where from, what, how much, where to, what name. Which of them does not match the task? Compare with virsh dominfo web01 and virsh domblklist web01.',
        'Install from the ISO /var/lib/libvirt/images/tinyvm-1.0-x86_64.iso with 256 MiB of memory, 1 vCPU, a qcow2 disk of 2 GiB, network default. If it is shut off after the installation, start it once more.',
        'In the terminal: virt-install --name web01 --osinfo detect=on --memory 256 --vcpus 1 --disk size=2,format=qcow2 --cdrom /var/lib/libvirt/images/tinyvm-1.0-x86_64.iso --network network=default --graphics vnc --noautoconsole --wait',
      ],
    },
  }),
]
