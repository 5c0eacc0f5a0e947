import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CheckpointFacts, checkProofs } from './check-proofs.ts'
import type { CompiledLesson } from './lesson-types.ts'
import { emptyOutline } from './remark-outline.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'proofs-'))
  await mkdir(path.join(root, '06-pools'))
})
afterEach(() => rm(root, { recursive: true }))

const pool: CheckpointFacts = {
  id: 'pool',
  covers: ['6.2-dir'],
  expectations: ['pool.p.exists', 'pool.p.isActive'],
  hints: { zh: ['哪里？', '那里', 'virsh'], en: ['Where?', 'There', 'virsh'] },
}

async function problemsOf(o: {
  outline?: Partial<CompiledLesson['outline']>
  checkpoints?: CheckpointFacts[]
  values?: Record<string, string>
  files?: Record<string, string>
  exam?: boolean
}): Promise<string[]> {
  for (const [name, text] of Object.entries({ ...good, ...o.files }))
    await writeFile(path.join(root, '06-pools', name), text)
  const outline = { ...emptyOutline(), checkpoints: ['pool'], ...o.outline }
  const lesson = { meta: { slug: '06-pools', locale: 'zh', exam: o.exam ?? false }, outline } as CompiledLesson
  const problems: string[] = []
  const { checkpoints = [pool], values = {} } = o
  await checkProofs(lesson, { checkpoints, values, rows: ['6.2-dir'], root }, (file, message) =>
    problems.push(`${file}: ${message}`),
  )
  return problems
}

const good = {
  'solve.sh': 'set -eu\n\n# checkpoint: pool\ntrue\n',
  'wrong.sh': '# checkpoint: pool\n# unmet: pool.p.isActive\ntrue\n',
  'gui.ts': 'export default {\n  pool: async () => {},\n}\n',
}

test('a lesson whose checkpoints are proved has no problem', async () => expect(await problemsOf({})).toEqual([]))

test('an exam has no hints', async () => {
  const bare = { ...pool, hints: { zh: [], en: [] } }
  expect(await problemsOf({ exam: true, checkpoints: [bare] })).toEqual([])
  expect(await problemsOf({ exam: true })).toEqual([
    '06-pools/checkpoints.ts: pool has hints, which an exam never shows: remove them',
  ])
})

test('a mistake may name the value of a student', async () => {
  const checkpoints = [{ ...pool, expectations: ['pool.logs.exists'] }]
  const files = { 'wrong.sh': '# checkpoint: pool\n# unmet: pool.$V_disk.exists\ntrue\n' }
  const outline = { variables: ['disk'] }
  expect(await problemsOf({ outline, checkpoints, values: { disk: 'logs' }, files })).toEqual([])
})

test.each([
  ['not shown', { outline: { checkpoints: [] } }, 'lesson.zh.mdx: checkpoint pool is defined and not shown'],
  ['not defined', { checkpoints: [] }, 'lesson.zh.mdx: <Checkpoint id="pool" /> is not defined'],
  ['not solved', { files: { 'solve.sh': '' } }, 'solve.sh: checkpoint pool has no section'],
  [
    'solved under another name',
    { files: { 'solve.sh': '# checkpoint: pol\n' } },
    'solve.sh: there is no checkpoint pol',
  ],
  ['no mistake', { files: { 'wrong.sh': '' } }, 'wrong.sh: checkpoint pool has no section'],
  [
    'a mistake that misses nothing known',
    { files: { 'wrong.sh': '# checkpoint: pool\n# unmet: pool.p.hasType\n' } },
    'wrong.sh: pool does not expect pool.p.hasType',
  ],
  [
    'a mistake without words',
    { files: { 'wrong.sh': '# checkpoint: pool\n' } },
    'wrong.sh: the mistake of pool does not say',
  ],
  ['no way through the page', { files: { 'gui.ts': 'export default {}' } }, 'gui.ts: checkpoint pool has no way'],
  [
    'two hints',
    { checkpoints: [{ ...pool, hints: { zh: ['？', ''], en: ['?', ''] } }] },
    'checkpoints.ts: pool has 2 hints',
  ],
  ['unknown row', { checkpoints: [{ ...pool, covers: ['6.9-x'] }] }, 'checkpoints.ts: pool covers 6.9-x'],
  [
    'unknown value',
    { outline: { checkpoints: ['pool'], variables: ['disk'] } },
    'lesson.zh.mdx: the value disk is not defined',
  ],
  ['unused value', { values: { disk: 'logs' } }, 'lesson.zh.mdx: the value disk is not shown'],
  [
    'step of no heading',
    { files: { 'start.sh': 'true\n# step: nowhere\n' } },
    'start.sh: # step: nowhere is no heading',
  ],
])('%s', async (_name, change, expected) => {
  const problems = await problemsOf(change)
  expect(problems).toContainEqual(expect.stringContaining(`06-pools/${expected}`))
})
