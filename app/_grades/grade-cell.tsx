'use client'

import { Clock, MousePointerClick, Pencil, SquareTerminal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { classNames } from '#app/_ui/class-names.ts'
import type { GradebookColumn } from '#lib/gradebook/gradebook.ts'
import { isLate } from '#lib/gradebook/totals.ts'
import type { Grade } from '#lib/grading/grade.ts'

interface Props {
  column: GradebookColumn
  student: string
  grade: Grade | null
  dueAt: number | undefined
  row: number
  onOpen: () => void
}

/** Points by number, colour and signs: the way, late, given by staff. All of it in words for who does not see them. */
export function GradeCell({ column, student, grade, dueAt, row, onOpen }: Props) {
  const t = useTranslations('grades')
  const late = isLate(grade?.passedAt ?? null, dueAt)
  const words = [
    student,
    column.checkpoint,
    grade ? t('points', { earned: grade.earned, points: column.points }) : t('nothing'),
    grade?.passed && t('passed'),
    grade?.via && t(`via.${grade.via}`),
    late && t('late'),
    grade?.override && t('given'),
  ]
  return (
    <button
      type="button"
      tabIndex={-1}
      data-cell={row}
      aria-label={words.filter(Boolean).join(', ')}
      onClick={onOpen}
      className={classNames(
        'flex h-12 w-full flex-col items-center justify-center tabular-nums hover:outline-2 hover:-outline-offset-2 hover:outline-accent',
        grade?.passed ? 'bg-good-soft' : grade && 'bg-warn-soft',
      )}
    >
      <span className={grade ? '' : 'text-muted'}>{grade ? grade.earned : '·'}</span>
      <span className="flex h-3 gap-0.5 text-muted" aria-hidden>
        {(grade?.via === 'gui' || grade?.via === 'both') && <MousePointerClick size={11} />}
        {(grade?.via === 'terminal' || grade?.via === 'both') && <SquareTerminal size={11} />}
        {late && <Clock size={11} className="text-bad" />}
        {grade?.override && <Pencil size={11} className="text-accent" />}
      </span>
    </button>
  )
}
