import type { Glossary } from '#lib/lessons/glossary.ts'

export default {
  'storage-pool': {
    zh: { term: '存储池', text: 'libvirt 知道的一处存放磁盘的地方：目录、卷组、NFS 导出目录或 iSCSI 目标。' },
    en: {
      term: 'storage pool',
      text: 'A place for disks that libvirt knows of: a directory, a volume group, an NFS export or an iSCSI target.',
    },
  },
  'storage-volume': {
    zh: { term: '存储卷', text: '存储池里的一块磁盘，简称卷：可能是文件、逻辑卷，也可能是 LUN。' },
    en: { term: 'storage volume', text: 'One disk in a storage pool: a file, a logical volume or a LUN.' },
  },
  'volume-group': {
    zh: { term: '卷组', text: 'LVM 把一块或几块磁盘合成的一大片空间，从中切出逻辑卷。' },
    en: {
      term: 'volume group',
      text: 'LVM’s joint space of one or more disks, out of which logical volumes are carved.',
    },
  },
  lun: {
    zh: { term: 'LUN', text: '逻辑单元号：存储设备通过 iSCSI 等协议交出来的一块磁盘。' },
    en: { term: 'LUN', text: 'Logical unit: one disk that a storage box hands out, over iSCSI for example.' },
  },
  iqn: {
    zh: {
      term: 'IQN',
      text: 'iSCSI 里一方的名字，形如 iqn.2026-01.test.lab:vms：年月、倒写的域名、冒号后自己起的名字。',
    },
    en: {
      term: 'IQN',
      text: 'The name of a party in iSCSI, such as iqn.2026-01.test.lab:vms: a month, a domain backwards, and a name of one’s own.',
    },
  },
  svirt: {
    zh: { term: 'sVirt', text: 'libvirt 用 SELinux 或 AppArmor 把虚拟机互相隔开的机制：每台只碰得到自己的磁盘。' },
    en: {
      term: 'sVirt',
      text: 'How libvirt keeps VMs apart with SELinux or AppArmor: each can touch its own disks only.',
    },
  },
} satisfies Glossary
