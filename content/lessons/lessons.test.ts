import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { checkCourse } from '../../scripts/lessons/check.ts'
import { newLesson } from '../../scripts/lessons/new.ts'
import { withReference } from '../../scripts/lessons/reference.ts'

/** All lessons in both languages are compiled, beside whatever else runs. */
const compileTimeoutMs = 120_000

const project = path.resolve(import.meta.dirname, '../..')

test(
  'the lessons are whole (npm run lessons check)',
  async () => {
    expect((await checkCourse()).map(({ file, message }) => `${file}: ${message}`)).toEqual([])
  },
  compileTimeoutMs,
)

test(
  'a new lesson is whole, and so is a second one beside it',
  async () => {
    // In the project: checkpoints.ts imports from it.
    const root = path.join(project, 'tests/results/new-lessons')
    await rm(root, { recursive: true, force: true })
    for (const slug of ['10-migration', '10-more-pools']) await newLesson(slug, root)
    expect(await checkCourse({ root, cacheDir: path.join(root, '.cache') })).toEqual([])
    await expect(newLesson('10-migration', root)).rejects.toThrow('exists')
    await expect(newLesson('../outside', root)).rejects.toThrow('name the lesson')
  },
  compileTimeoutMs,
)

test('docs/authoring.md has the reference as the schema is (npm run lessons docs)', async () => {
  const guide = await readFile(path.join(project, 'docs/authoring.md'), 'utf8')
  expect(withReference(guide)).toBe(guide)
})
