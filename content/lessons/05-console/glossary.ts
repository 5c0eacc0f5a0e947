import type { Glossary } from '#lib/lessons/glossary.ts'

export default {
  virtiofs: {
    zh: { term: 'virtiofs', text: '把宿主机的一个目录直接挂进客户机的文件系统，不经过网络。虚拟机的内存要设为共享。' },
    en: {
      term: 'virtiofs',
      text: 'A file system that mounts a directory of the host in the guest, without a network. The VM’s memory has to be shared.',
    },
  },
} satisfies Glossary
