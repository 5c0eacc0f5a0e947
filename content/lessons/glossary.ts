import type { Glossary } from '#lib/lessons/glossary.ts'

/** Terms of the whole course, which lessons explain on hover; a lesson's own are in its folder. One word for one thing. */
export default {
  'domain-xml': {
    zh: { term: '域定义', text: 'libvirt 把虚拟机叫作域（domain）。域定义是描述它全部虚拟硬件的一份 XML。' },
    en: {
      term: 'domain definition',
      text: 'libvirt calls a VM a domain. Its definition is an XML of all its virtual hardware.',
    },
  },
  libosinfo: {
    zh: { term: 'libosinfo', text: '一套操作系统数据库：怎样认出安装介质，各系统支持哪些设备，建议多少资源。' },
    en: {
      term: 'libosinfo',
      text: 'A database of operating systems: how to recognise their media, what devices they support, what they need.',
    },
  },
  virtio: {
    zh: { term: 'virtio', text: '专为虚拟机设计的设备接口，不模仿真实硬件，因此快；客户机里要有相应的驱动。' },
    en: {
      term: 'virtio',
      text: 'Devices designed for VMs. They imitate no real hardware, hence their speed; the guest needs drivers for them.',
    },
  },
  ksm: {
    zh: { term: 'KSM', text: '内核同页合并：宿主机内核把内容相同的内存页合成一份，写入时再分开。对整台宿主机生效。' },
    en: {
      term: 'KSM',
      text: 'Kernel same-page merging: the host’s kernel keeps equal memory pages once and splits them on write. It is host-wide.',
    },
  },
  qcow2: {
    zh: { term: 'qcow2', text: 'QEMU 的磁盘映像格式，支持快照、按需增长和后备文件。' },
    en: { term: 'qcow2', text: 'QEMU’s disk image format, with snapshots, growth on demand and backing files.' },
  },
  raw: {
    zh: { term: 'raw', text: '没有格式的映像：第 n 个字节就是磁盘的第 n 个字节。' },
    en: { term: 'raw', text: 'An image without a format: byte n of the file is byte n of the disk.' },
  },
  'serial-console': {
    zh: { term: '串口控制台', text: '经虚拟串口收发文字的控制台。不要图形，也不要网络，网络坏了照样能登录。' },
    en: {
      term: 'serial console',
      text: 'A text console over a virtual serial port. It needs neither graphics nor network, so it works when the network doesn’t.',
    },
  },
  transient: {
    zh: { term: '临时虚拟机', text: '只在运行期间存在、没有保存定义的虚拟机，停止后即从 libvirt 消失。' },
    en: { term: 'transient VM', text: 'A VM without a saved definition: libvirt knows it only while it runs.' },
  },
} satisfies Glossary
