import type { Glossary } from '#lib/lessons/glossary.ts'

/** Terms that this lesson is the first to explain; those of the whole course are in ../glossary.ts. */
export default {
  'new-lesson-volume': {
    zh: { term: '存储卷', text: '存储池里的一块磁盘，多半是一个文件。' },
    en: { term: 'volume', text: 'A disk in a storage pool, most often a file.' },
  },
} satisfies Glossary
