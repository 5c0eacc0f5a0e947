import { access } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { CheckpointDefinition } from '#lib/grading/expectation.ts'
import { pickValues, type Values, type VariableCheckpoints } from '#lib/grading/variables.ts'
import type { CheckpointFacts } from '#lib/lessons/check-proofs.ts'

interface LessonFacts {
  checkpoints: CheckpointFacts[]
  /** Names of its values, with those of some student. */
  values: Values
}

/** What checkpoints.ts of a lesson says, in its order; nothing where there is none. */
export async function readCheckpointFacts(slug: string, root: string): Promise<LessonFacts> {
  const file = path.join(root, slug, 'checkpoints.ts')
  const exists = await access(file).then(
    () => true,
    () => false,
  )
  if (!exists) return { checkpoints: [], values: {} }
  const { default: content } = (await import(pathToFileURL(file).href)) as {
    default: CheckpointDefinition[] | VariableCheckpoints
  }
  const values = Array.isArray(content) ? {} : pickValues(content.variables)
  const definitions = Array.isArray(content) ? content : content.build(values)
  const checkpoints = definitions.map(({ id, covers, expectations, hints }) => ({
    id,
    covers,
    expectations: expectations.map((expectation) => expectation.id),
    hints,
  }))
  return { checkpoints, values }
}
