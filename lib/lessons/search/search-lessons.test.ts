import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { excerptOf } from './excerpt.ts'
import { type SearchHit, searchLessons } from './search-lessons.ts'
import { tokenizeQuery, tokenizeText } from './tokenize.ts'

let folder: string
let options: { root: string; cacheDir: string }

const head = (title: string, summary: string, order: number) =>
  `---\ntitle: ${title}\nsummary: ${summary}\norder: ${order}\nminutes: 10\ngoals:\n  - One\n  - Two\n---\n\n`

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'search-'))
  options = { root: path.join(folder, 'content'), cacheDir: path.join(folder, 'cache') }
  await mkdir(path.join(options.root, '06-storage'), { recursive: true })
  await writeFile(
    path.join(options.root, '06-storage', 'lesson.zh.mdx'),
    `${head('存储', '存储池与存储卷', 6)}## 存储池 [#pools]\n\n池是放**存储卷**的地方。\n\n## 改大小 [#resize]\n\n<Command run="virsh vol-resize --pool default %disk% 2G">卷变大。</Command>\n`,
  )
  await writeFile(
    path.join(options.root, '06-storage', 'lesson.en.mdx'),
    `${head('Storage', 'Pools and volumes', 6)}## Pools [#pools]\n\nA pool is where volumes live. ${'Words. '.repeat(60)}Thin provisioning is promised space.\n\n## Size [#resize]\n\n<Command run="virsh vol-resize --pool default %disk% 2G">Larger.</Command>\n`,
  )
  await writeFile(
    path.join(options.root, 'glossary.ts'),
    `export default { pool: { zh: { term: '存储池', text: '放卷的地方' }, en: { term: 'pool', text: 'a place of disks' } } }\n`,
  )
})
afterAll(() => rm(folder, { recursive: true }))

const hrefs = (hits: SearchHit[]) => hits.map(({ href }) => href)
const marks = (pieces: SearchHit['excerpt']) => pieces.filter(({ marked }) => marked).map(({ text }) => text)

test('Chinese is found in the middle of a run, and marked as one piece', async () => {
  const hits = await searchLessons('存储卷', 'zh', options)
  expect(hrefs(hits)).toEqual(['/lessons/06-storage', '/lessons/06-storage#pools'])
  expect(hits[1]).toMatchObject({ kind: 'section', chapter: { order: 6, title: '存储' } })
  expect(marks(hits[1]!.excerpt)).toEqual(['存储卷'])
  expect(hrefs(await searchLessons('池', 'zh', options))).toContain('/glossary#pool')
  expect(await searchLessons('池卷', 'zh', options)).toEqual([])
})

test('a command is found by a part of it, by its beginning, and without a student’s value', async () => {
  for (const query of ['vol-resize', 'resize', 'vol-res', 'virsh --pool']) {
    const [hit] = await searchLessons(query, 'zh', options)
    expect(hit?.href, query).toBe('/lessons/06-storage#resize')
  }
  const [hit] = await searchLessons('vol-resize', 'en', options)
  expect(hit?.excerpt.map(({ text }) => text).join('')).toBe('virsh vol-resize --pool default … 2G')
})

test('what is shown has the words together: of the text, or of the commands if they have more', async () => {
  const [hit] = await searchLessons('virsh larger', 'en', options)
  expect(hit?.excerpt.map(({ text }) => text).join('')).toBe('Larger.')
  const [command] = await searchLessons('virsh vol-resize larger', 'en', options)
  expect(marks(command!.excerpt)).toEqual(['virsh', 'vol-resize'])
  expect(
    excerptOf(`one ${'- '.repeat(90)}one two`, ['one', 'two'])
      .map(({ text }) => text)
      .join(''),
  ).toMatch(/one two$/)
})

test('all words must be there; a slip of the hand is forgiven', async () => {
  expect(hrefs(await searchLessons('provisoning volumes', 'en', options))).toEqual(['/lessons/06-storage#pools'])
  expect(await searchLessons('provisioning kernel', 'en', options)).toEqual([])
  const [hit] = await searchLessons('provisioning', 'en', options)
  expect(hit?.excerpt[0]?.text).toBe('… ')
  expect(marks(hit!.excerpt)).toEqual(['provisioning'])
})

test('a term is found by its word in the other language, too', async () => {
  expect(hrefs(await searchLessons('pool', 'zh', options))).toContain('/glossary#pool')
})

test.each(['', '   ', '，。', '*'])('%j finds nothing', async (query) => {
  expect(await searchLessons(query, 'zh', options)).toEqual([])
})

test('a changed lesson is found by its new text', async () => {
  const file = path.join(options.root, '06-storage', 'lesson.zh.mdx')
  await writeFile(file, `${head('存储', '新', 6)}## 快照 [#snapshots]\n\n回退。\n`)
  expect(hrefs(await searchLessons('快照', 'zh', options))).toEqual(['/lessons/06-storage#snapshots'])
})

test('words', () => {
  expect(tokenizeText('存储池 vol-create-as')).toEqual([
    '存储',
    '储池',
    '存',
    '储',
    '池',
    'vol-create-as',
    'vol',
    'create',
    'as',
  ])
  expect(tokenizeQuery('存储池 池')).toEqual(['存储', '储池', '池'])
})
