'use client'

import { CircleCheck, CircleHelp, CircleX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { saveAnswerAction } from './actions.ts'

export interface QuizChoice {
  text: ReactNode
  why: ReactNode
  correct: boolean
}

export interface QuizFormProps {
  id: string
  lesson: string
  /** The answer given before, if any. */
  answer: number | null
  question: ReactNode
  choices: QuizChoice[]
}

/** One question with radio buttons. An answer is explained, right or wrong, and may be changed; the last one is kept. */
export function QuizForm({ id, lesson, answer, question, choices }: QuizFormProps) {
  const t = useTranslations('lesson')
  const name = useId()
  const [chosen, setChosen] = useState(answer)
  const [answered, setAnswered] = useState(answer)
  const [unsaved, setUnsaved] = useState(false)

  async function submit() {
    if (chosen === null) return
    setAnswered(chosen)
    const result = await saveAnswerAction({ lesson, quiz: id, choice: chosen }).catch(() => ({ ok: false }))
    setUnsaved(!result.ok)
  }

  return (
    <form
      className="lesson-quiz"
      data-testid={`quiz-${id}`}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <fieldset>
        <legend>
          <span className="lesson-label">
            <CircleHelp size={15} aria-hidden />
            {t('quiz')}
          </span>
          <div className="lesson-quiz-question">{question}</div>
        </legend>
        {choices.map((choice, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: choices never change places
          <div key={index} className={classNames('lesson-choice', answered === index && markOf(choice))}>
            <label>
              <input type="radio" name={name} checked={chosen === index} onChange={() => setChosen(index)} />
              <span>{choice.text}</span>
            </label>
            {answered === index && (
              <div className="lesson-why" role="status">
                <p className="lesson-verdict">
                  {choice.correct ? <CircleCheck size={15} aria-hidden /> : <CircleX size={15} aria-hidden />}
                  {t(choice.correct ? 'right' : 'wrong')}
                </p>
                {choice.why}
              </div>
            )}
          </div>
        ))}
      </fieldset>
      <div className="lesson-quiz-end">
        <Button type="submit" disabled={chosen === null || chosen === answered}>
          {t('check')}
        </Button>
        {unsaved && <span className="text-sm text-warn">{t('notSaved')}</span>}
      </div>
    </form>
  )
}

function markOf(choice: QuizChoice): string {
  return choice.correct ? 'lesson-choice-right' : 'lesson-choice-wrong'
}
