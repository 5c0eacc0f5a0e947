import type { Glossary } from '#lib/lessons/glossary.ts'

export default {
  libvirt: {
    zh: { term: 'libvirt', text: '管理虚拟机的统一接口：一个守护进程、一套 API，virsh、virt-manager 等都通过它办事。' },
    en: {
      term: 'libvirt',
      text: 'One interface for managing VMs: a daemon and an API that virsh, virt-manager and others all go through.',
    },
  },
  qemu: {
    zh: { term: 'QEMU', text: '模拟整台电脑的程序：磁盘、网卡、显示、固件。每台运行的虚拟机是它的一个进程。' },
    en: {
      term: 'QEMU',
      text: 'The program that imitates a whole computer: disks, NICs, display, firmware. Each running VM is one process of it.',
    },
  },
  kvm: {
    zh: { term: 'KVM', text: 'Linux 内核的一部分，让客户机的指令直接在 CPU 上运行。要 CPU 有虚拟化扩展。' },
    en: {
      term: 'KVM',
      text: 'A part of the Linux kernel that lets the guest’s instructions run on the CPU itself; the CPU needs virtualization extensions.',
    },
  },
  tcg: {
    zh: { term: 'TCG', text: 'QEMU 自带的指令翻译器。没有 KVM 时用它，功能一样，只是慢。' },
    en: {
      term: 'TCG',
      text: 'QEMU’s own translator of instructions, for where there is no KVM: it does the same, only slower.',
    },
  },
} satisfies Glossary
