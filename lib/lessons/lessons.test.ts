import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkLessons } from './check-lessons.ts'
import { compileAll } from './compile-all.ts'
import { listLessons, loadLesson } from './lessons.ts'

let folder: string
let options: { root: string; cacheDir: string }

const frontMatter = (title: string, extra = '', summary = 'A test', goals = ['One', 'Two']) =>
  `---\ntitle: ${title}\nsummary: ${summary}\norder: 1\nminutes: 10\ngoals:\n  - ${goals.join('\n  - ')}\n${extra}---\n`
const body = `## First part [#first 4.4-bus 1.1-start]

Text with \`code\` and a <Term id="qcow2">word</Term>.

<Quiz id="q" covers="4.4-bus 1.1-start">
Which?

<Choice>no</Choice>
<Choice correct>yes</Choice>
</Quiz>

<Command run="virsh list" />

Your disk is <Var name="disk" />: \`virsh vol-info %disk%\`, see [there](#detail).

### Detail [#detail]

<Checkpoint id="done" />
`

async function writeLesson(slug: string, zh: string | null, en: string | null): Promise<void> {
  await mkdir(path.join(options.root, slug, 'figures'), { recursive: true })
  if (zh !== null) await writeFile(path.join(options.root, slug, 'lesson.zh.mdx'), zh)
  if (en !== null) await writeFile(path.join(options.root, slug, 'lesson.en.mdx'), en)
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lessons-'))
  options = { root: path.join(folder, 'content'), cacheDir: path.join(folder, 'cache') }
  await mkdir(options.root)
})
afterEach(() => rm(folder, { recursive: true }))

test('a lesson is compiled with its ids, its parts and its meta', async () => {
  await writeLesson('01-one', frontMatter('一') + body, frontMatter('One') + body)
  const lesson = await loadLesson('01-one', 'en', options)
  expect(lesson.meta).toMatchObject({ slug: '01-one', locale: 'en', title: 'One', needs: [] })
  expect(lesson.toc).toEqual([
    { id: 'first', text: 'First part', depth: 2 },
    { id: 'detail', text: 'Detail', depth: 3 },
  ])
  expect(lesson.outline).toMatchObject({
    headings: [
      {
        id: 'first',
        covers: ['4.4-bus', '1.1-start'],
        components: ['Term', 'Quiz', 'Choice', 'Command', 'Var'],
        checkpoints: [],
      },
      { id: 'detail', covers: [], components: ['Checkpoint'], checkpoints: ['done'], terms: [] },
    ],
    quizzes: [{ id: 'q', choices: 2, correct: [1], covers: ['4.4-bus', '1.1-start'] }],
    links: ['#detail'],
    variables: ['disk'],
    checkpoints: ['done'],
    commands: ['virsh list'],
    terms: ['qcow2'],
  })
  expect(lesson.outline.blocks).toEqual([
    { section: 'first', kind: 'text', text: 'Text with code and a word.', words: 'Text with and a word.' },
    { section: 'first', kind: 'text', text: 'Which?', words: 'Which?' },
    { section: 'first', kind: 'text', text: 'no', words: 'no' },
    { section: 'first', kind: 'text', text: 'yes', words: 'yes' },
    { section: 'first', kind: 'command', text: 'virsh list', words: '' },
    {
      section: 'first',
      kind: 'text',
      text: 'Your disk is %disk%: virsh vol-info %disk%, see there.',
      words: 'Your disk is : , see there.',
    },
  ])
  expect(lesson.code).not.toContain('[#first')
  await writeLesson('01-one', frontMatter('一') + body.replace('Your disk is', '你的磁盘是'), null)
  expect(await checkLessons({ ...options, terms: ['qcow2'], rows: ['4.4-bus', '1.1-start'] })).toEqual([])
})

test('figures of the lesson are bundled, and a change of one is a new compilation', async () => {
  const text = `${frontMatter('One')}\nimport { BoxFigure } from './figures/box.tsx'\n\n## A [#a]\n\n<BoxFigure />\n`
  await writeLesson('01-one', text, text)
  const figure = path.join(options.root, '01-one', 'figures', 'box.tsx')
  await writeFile(figure, 'export function BoxFigure() { return <svg data-mark="red-box" /> }')
  expect((await loadLesson('01-one', 'zh', options)).code).toContain('red-box')
  await writeFile(figure, 'export function BoxFigure() { return <svg data-mark="blue-box" /> }')
  expect((await loadLesson('01-one', 'zh', options)).code).toContain('blue-box')
})

test('compileAll fills the cache and drops what is out of date', async () => {
  await writeLesson('01-one', frontMatter('一') + body, frontMatter('One') + body)
  await compileAll(options)
  const before = await readdir(options.cacheDir)
  await writeLesson('01-one', frontMatter('甲') + body, null)
  await compileAll(options)
  const after = await readdir(options.cacheDir)
  expect(before).toHaveLength(2)
  expect(after).toHaveLength(2)
  expect(after).not.toEqual(before)
})

test('a lesson that does not compile is left out of the list, not the list with it', async () => {
  await writeLesson('01-one', frontMatter('一') + body, null)
  await writeLesson('02-broken', `${frontMatter('二').replace('order: 1', 'order: 2')}\n## Bare\n`, null)
  expect((await listLessons('zh', options)).map((lesson) => lesson.slug)).toEqual(['01-one'])
})

test('lessons are listed in the order of the course', async () => {
  const second = frontMatter('Zwei').replace('order: 1', 'order: 2') + body
  await writeLesson('01-late', second, second)
  await writeLesson('02-early', frontMatter('一') + body, frontMatter('One') + body)
  expect((await listLessons('en', options)).map((lesson) => lesson.slug)).toEqual(['02-early', '01-late'])
})

test.each([
  ['../../etc', 'lesson.not-found'],
  ['09-none', 'lesson.not-found'],
])('%s is no lesson', async (slug, code) => {
  await expect(loadLesson(slug, 'zh', options)).rejects.toMatchObject({ code, status: 404 })
})

test('front matter that is wrong is refused with its field', async () => {
  await writeLesson('01-one', frontMatter('One', 'colour: red\n') + body, null)
  await expect(loadLesson('01-one', 'zh', options)).rejects.toMatchObject({
    code: 'lesson.front-matter',
    message: expect.stringContaining('colour'),
  })
})

test('a heading without an id is an error at that heading', async () => {
  await writeLesson('01-one', `${frontMatter('One')}\n## Bare\n`, null)
  await expect(loadLesson('01-one', 'zh', options)).rejects.toMatchObject({
    code: 'lesson.compile',
    message: expect.stringContaining('“Bare” has no id'),
  })
})

test('checkLessons finds what is missing, what differs between the languages, and names of nothing', async () => {
  const chinese =
    frontMatter('一', 'needs: [07-none]\n', '试一试', ['甲', '乙']) +
    body.replace('<Term', '<Trem').replace('</Term', '</Trem')
  await writeLesson('01-one', chinese, null)
  const other = body
    .replace('[#first', '[#other')
    .replace('<Choice correct>', '<Choice>')
    .replace('](#detail)', '](/lessons/07-none#x)')
  await writeLesson(
    '02-two',
    chinese,
    `${frontMatter('Two', 'needs: [07-none]\n')}${other}\n虚拟机 in the middle\n\n<BoxFigure locale="zh" />\n`,
  )
  const problems = (await checkLessons({ ...options, terms: [], rows: ['1.1-start'] })).map(
    ({ file, message }) => `${file}: ${message}`,
  )
  for (const expected of [
    '01-one/lesson.en.mdx: is missing',
    '01-one/lesson.zh.mdx: not translated: “Your disk is %disk%',
    '01-one/lesson.zh.mdx: needs 07-none, which does not exist',
    '01-one/lesson.zh.mdx: <Trem> is no component of lessons',
    '01-one/lesson.zh.mdx: first covers 4.4-bus',
    '02-two/: zh and en differ in heading ids: "2 first 4.4-bus 1.1-start" / "2 other 4.4-bus 1.1-start"',
    '02-two/lesson.en.mdx: quiz q has no right choice',
    '02-two/lesson.en.mdx: the glossary has no term qcow2',
    '02-two/lesson.en.mdx: link to /lessons/07-none#x: there is no lesson 07-none',
    '02-two/lesson.en.mdx: not translated: “虚拟机 in the middle”',
    '02-two/lesson.en.mdx: a figure is in the other language',
    '02-two/lesson.zh.mdx: order 1 is also that of 01-one',
  ])
    expect(problems).toContainEqual(expect.stringContaining(expected))
})
