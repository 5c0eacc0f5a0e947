import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type LessonCheckpoints, readLessonCheckpoints } from '#lib/grading/catalogue.ts'
import { pickValues, type Values } from '#lib/grading/variables.ts'
import { type ProofSection, readProofScript } from '#lib/lessons/proof-script.ts'

/** How a lesson's checkpoints are proved. */
export interface LessonProofs {
  lesson: string
  /** Ids, in their order. */
  checkpoints: string[]
  solve: (checkpoint: string, values: Values) => string
  wrong: (checkpoint: string, values: Values) => string
  /** The expectation that the mistake leaves unmet. */
  mistake: (checkpoint: string, values: Values) => string
}

const lessons = path.resolve('content/lessons')

/** Of every lesson that has checkpoints; throws where a script or a section of it is missing. */
export async function readLessonProofs(): Promise<LessonProofs[]> {
  return [...(await readLessonCheckpoints()).values()].map(readProofs)
}

function readProofs({ lesson, variables, build }: LessonCheckpoints): LessonProofs {
  const solve = readScript(lesson, 'solve.sh')
  const wrong = readScript(lesson, 'wrong.sh')
  return {
    lesson,
    checkpoints: build(pickValues(variables)).map(({ id }) => id),
    solve: (checkpoint, values) => solve.text(checkpoint, values),
    wrong: (checkpoint, values) => wrong.text(checkpoint, values),
    mistake: (checkpoint, values) =>
      (wrong.section(checkpoint).unmet ?? '').replaceAll(/\$V_(\w+)/g, (whole, name) => String(values[name] ?? whole)),
  }
}

function readScript(lesson: string, name: string) {
  const file = path.join(lessons, lesson, name)
  if (!existsSync(file)) throw new Error(`${lesson} has checkpoints but no ${name} to prove them`)
  const { preamble, sections } = readProofScript(readFileSync(file, 'utf8'))
  const section = (checkpoint: string): ProofSection => {
    const found = sections.find((one) => one.checkpoint === checkpoint)
    if (!found) throw new Error(`${lesson}/${name} has no section for ${checkpoint}`)
    return found
  }
  const text = (checkpoint: string, values: Values) => {
    const exports = Object.entries(values).map(([key, value]) => `export V_${key}='${value}'\n`)
    return `${exports.join('')}${preamble}\n${section(checkpoint).script}`
  }
  return { section, text }
}
