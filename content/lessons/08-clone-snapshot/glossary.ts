import type { Glossary } from '#lib/lessons/glossary.ts'

export default {
  'backing-file': {
    zh: { term: '后备文件', text: 'qcow2 文件里没有的块，到哪个文件里去读。链接卷和外部快照都靠它。' },
    en: {
      term: 'backing file',
      text: 'The file that a qcow2 reads those blocks from that it does not hold itself. Linked volumes and external snapshots are made of this.',
    },
  },
  'backing-chain': {
    zh: {
      term: '后备链',
      text: '磁盘文件、它的后备文件、后备文件的后备文件……一路到底。少了或改了其中一环，上面的都坏。',
    },
    en: {
      term: 'backing chain',
      text: 'A disk, its backing file, the backing file of that, down to the last. Lose or change a link and all above it break.',
    },
  },
  'linked-clone': {
    zh: { term: '链接克隆', text: '磁盘只存与基础卷的差异的克隆。建得快，占得少，离不开基础卷。' },
    en: {
      term: 'linked clone',
      text: 'A clone whose disk holds only what differs from its base. Quick and small, and lost without the base.',
    },
  },
  'internal-snapshot': {
    zh: { term: '内部快照', text: '存在 qcow2 文件内部的快照。虚拟机运行时创建的总是含内存。' },
    en: {
      term: 'internal snapshot',
      text: 'A snapshot within the qcow2 file. Of a running VM it always includes the memory.',
    },
  },
  'external-snapshot': {
    zh: { term: '外部快照', text: '让磁盘文件停在此刻，以后的写入进一个以它为后备文件的新文件。' },
    en: {
      term: 'external snapshot',
      text: 'The disk’s file stands still from then on, and a new file backed by it takes what is written.',
    },
  },
  'crash-consistent': {
    zh: { term: '崩溃一致', text: '磁盘停在像突然断电的那一刻：文件系统能靠日志恢复，没写盘的数据没有了。' },
    en: {
      term: 'crash-consistent',
      text: 'A disk as after pulling the plug: file systems recover by their journals, what was not written is missing.',
    },
  },
} satisfies Glossary
