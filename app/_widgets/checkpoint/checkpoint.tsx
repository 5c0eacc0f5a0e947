import { getLocale } from 'next-intl/server'
import { requireUser } from '#lib/auth/require-user.ts'
import { readAttempt } from '#lib/grading/attempts.ts'
import { hintCosts, readHints } from '#lib/grading/hints.ts'
import { CheckpointView } from './checkpoint-view.tsx'

/**
 * A checkpoint of a lesson, live. `id` is `lesson/checkpoint`. A server component: it brings the words of the definition, with the
 * student's values, and those hints alone that the student has asked for. An exam has none.
 */
export async function Checkpoint({ id, exam = false }: { id: string; exam?: boolean }) {
  const language = (await getLocale()).startsWith('zh') ? 'zh' : 'en'
  const { userId: studentId } = await requireUser()
  const [lesson = '', name] = id.split('/')
  const { attempt, checkpoints } = await readAttempt({ studentId, lesson })
  const definition = checkpoints.find((one) => one.id === name)
  if (!definition) throw new Error(`no checkpoint ${id}`)
  // What an exam asks for has the student's values, which are not there before it.
  const expectations = (attempt === 0 ? [] : definition.expectations).map((expectation) => ({
    id: expectation.id,
    text: expectation.text[language],
    unmet: expectation.unmet[language],
  }))
  const hints = exam ? [] : await readHints(studentId, id)
  return (
    <CheckpointView
      id={id}
      points={definition.points}
      expectations={expectations}
      hints={hints.map((hint) => hint[language])}
      hintCosts={exam ? [] : hintCosts.slice(0, definition.hints[language].length)}
    />
  )
}
