import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { lessonsRoot } from './lesson-files.ts'
import type { Report } from './lesson-problem.ts'
import type { CompiledLesson, LessonLocale } from './lesson-types.ts'
import { type ProofSection, readProofScript } from './proof-script.ts'

/** What is looked at of a checkpoint's definition. */
export interface CheckpointFacts {
  id: string
  covers: readonly string[]
  /** Ids of its expectations. */
  expectations: readonly string[]
  hints: Record<LessonLocale, readonly string[]>
}

export interface ProofOptions {
  /** In the order of checkpoints.ts. */
  checkpoints: CheckpointFacts[]
  /** The values that checkpoints.ts makes for each student: those that the checkpoints above were made with. */
  values: Readonly<Record<string, string | number>>
  rows: readonly string[]
  root?: string
}

const hintsOfAll = 3

/** Reports what a lesson's text, its checkpoints.ts and their proofs (solve.sh, wrong.sh, gui.ts) do not have in common. */
export async function checkProofs(lesson: CompiledLesson, options: ProofOptions, report: Report): Promise<void> {
  const { slug, exam } = lesson.meta
  const { checkpoints, values, rows, root = lessonsRoot() } = options
  const read = (name: string) => readFile(path.join(root, slug, name), 'utf8').catch(() => null)
  const [solve, wrong, gui, start] = await Promise.all([
    read('solve.sh'),
    read('wrong.sh'),
    read('gui.ts'),
    read('start.sh'),
  ])
  const say = (file: string) => (message: string) => report(`${slug}/${file}`, message)

  compareShown(lesson, checkpoints, say(`lesson.${lesson.meta.locale}.mdx`))
  compareVariables(lesson, Object.keys(values), say(`lesson.${lesson.meta.locale}.mdx`))
  for (const checkpoint of checkpoints) checkDefinition(checkpoint, { rows, exam }, say('checkpoints.ts'))
  checkSections(solve, checkpoints, say('solve.sh'))
  const mistakes = checkSections(wrong, checkpoints, say('wrong.sh'))
  for (const mistake of mistakes) checkMistake(mistake, { checkpoints, values }, say('wrong.sh'))
  for (const { id } of checkpoints)
    if (!hasKey(gui ?? '', id)) say('gui.ts')(`checkpoint ${id} has no way through the page: export one under '${id}'`)
  checkSteps(start ?? '', lesson, say('start.sh'))
}

type Say = (message: string) => void

function compareShown({ outline }: CompiledLesson, checkpoints: CheckpointFacts[], say: Say): void {
  const defined = checkpoints.map(({ id }) => id)
  for (const id of outline.checkpoints)
    if (!defined.includes(id)) say(`<Checkpoint id="${id}" /> is not defined: add it to checkpoints.ts`)
  for (const id of defined)
    if (!outline.checkpoints.includes(id))
      say(`checkpoint ${id} is defined and not shown: add <Checkpoint id="${id}" />`)
  if (new Set(outline.checkpoints).size !== outline.checkpoints.length) say('a checkpoint is shown twice: remove one')
}

function compareVariables({ outline }: CompiledLesson, variables: readonly string[], say: Say): void {
  for (const name of outline.variables)
    if (!variables.includes(name)) say(`the value ${name} is not defined: add it to withVariables() in checkpoints.ts`)
  for (const name of variables)
    if (!outline.variables.includes(name))
      say(`the value ${name} is not shown: write <Var name="${name}" />, or remove it`)
}

function checkDefinition(
  { id, covers, hints }: CheckpointFacts,
  { rows, exam }: { rows: readonly string[]; exam: boolean },
  say: Say,
): void {
  for (const row of covers)
    if (!rows.includes(row)) say(`${id} covers ${row}, which tests/coverage/rows.ts does not have`)
  const { zh, en } = hints
  if (zh.length !== en.length)
    say(`${id} has ${zh.length} hints in Chinese and ${en.length} in English: write the same`)
  if (exam) {
    if (zh.length > 0) say(`${id} has hints, which an exam never shows: remove them`)
  } else if (zh.length !== hintsOfAll)
    say(`${id} has ${zh.length} hints: write a question, then more, then the command`)
  for (const first of [zh[0], en[0]])
    if (first && !/[?？]/.test(first)) say(`the first hint of ${id} is no question: “${first.slice(0, 40)}”`)
}

/** Reports missing and unknown sections; gives back those that are of a checkpoint. */
function checkSections(text: string | null, checkpoints: CheckpointFacts[], say: Say): ProofSection[] {
  const { sections } = readProofScript(text ?? '')
  for (const { id } of checkpoints)
    if (!sections.some(({ checkpoint }) => checkpoint === id))
      say(`checkpoint ${id} has no section: add “# checkpoint: ${id}”`)
  const known = sections.filter(({ checkpoint }) => checkpoints.some(({ id }) => id === checkpoint))
  for (const { checkpoint } of sections.filter((section) => !known.includes(section)))
    say(`there is no checkpoint ${checkpoint}: rename the section or remove it`)
  return known
}

function checkMistake(
  { checkpoint, unmet }: ProofSection,
  { checkpoints, values }: Pick<ProofOptions, 'checkpoints' | 'values'>,
  say: Say,
): void {
  const expectations = checkpoints.find(({ id }) => id === checkpoint)?.expectations ?? []
  if (!unmet) say(`the mistake of ${checkpoint} does not say what it misses: add “# unmet: <expectation>”`)
  else if (!expectations.includes(withShellValues(unmet, values)))
    say(`${checkpoint} does not expect ${unmet}; its expectations are ${expectations.join(', ')}`)
}

/** `vm.$V_name.exists` with its value. */
function withShellValues(text: string, values: ProofOptions['values']): string {
  return text.replaceAll(/\$\{?V_(\w+)\}?|%(\w+)%/g, (whole, shell, percent) =>
    String(values[shell ?? percent] ?? whole),
  )
}

/** Whether an object literal has the key: `'id': …`, `id: …`, `async id(…`. Read as text: gui.ts needs a browser to be run. */
function hasKey(source: string, key: string): boolean {
  return new RegExp(`(^|[\\s{,])(async )?['"]?${key}['"]?\\s*[:(]`, 'm').test(source)
}

function checkSteps(start: string, { outline }: CompiledLesson, say: Say): void {
  for (const [, step] of start.matchAll(/^# step: *(\S*)/gm))
    if (!outline.headings.some(({ id }) => id === step)) say(`# step: ${step} is no heading of the lesson`)
}
