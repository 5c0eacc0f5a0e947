import { Clock, Flag, GitFork, MapPin } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Badge } from '#app/_ui/badge.tsx'
import type { CourseMapEntry } from './course-map.ts'
import { DueDate } from './due-date.tsx'
import { LessonNode } from './lesson-node.tsx'
import { Link } from './navigation.ts'

/** A chapter on the course map: a stop on the line, and what it takes. `place`: the heading where the student is. */
export async function LessonRow({ entry, place }: { entry: CourseMapEntry; place: string | null }) {
  const t = await getTranslations('home.map')
  const { meta, state, checkpoints, earned, points, needs, taken, dueAt } = entry
  const passed = checkpoints.filter((checkpoint) => checkpoint.passed).length
  return (
    <li className="course-stop" data-state={state} data-testid={`lesson-${meta.slug}`}>
      <LessonNode order={meta.order} state={state} share={entry.share} exam={meta.exam} />
      <Link
        href={`/lessons/${meta.slug}`}
        className="block min-w-0 rounded-lg border border-line bg-surface px-4 py-3.5 hover:border-line-strong/60 hover:bg-hover"
      >
        <span className="flex flex-wrap items-baseline gap-x-3">
          <span className="min-w-0 flex-1 text-base font-semibold">
            <span className="sr-only">{t('chapter', { number: meta.order })} </span>
            {meta.title}
          </span>
          {!taken && <Badge>{t('notTaken')}</Badge>}
          <span className={`text-xs font-medium ${stateColour[state]}`}>{t(`state.${state}`)}</span>
        </span>
        <span className="mt-0.5 block max-w-2xl text-sm text-muted">{meta.summary}</span>
        <span className="mt-2.5 flex flex-wrap items-center gap-x-5 gap-y-1 text-xs text-muted">
          <span className="inline-flex items-center gap-1.5">
            <Clock size={13} aria-hidden />
            {t('minutes', { minutes: meta.minutes })}
          </span>
          {checkpoints.length > 0 && (
            <span className="inline-flex items-center gap-1.5">
              <span className="inline-flex items-center gap-1" aria-hidden>
                {checkpoints.map((checkpoint) => (
                  <Pip key={checkpoint.id} passed={checkpoint.passed} both={checkpoint.both} />
                ))}
              </span>
              {t('passed', { passed, total: checkpoints.length })}
            </span>
          )}
          {dueAt !== null && <DueDate dueAt={dueAt} done={state === 'done'} />}
          {points > 0 && (
            <span className="inline-flex items-center gap-1.5">
              <Flag size={13} aria-hidden />
              {t('points', { earned, points })}
            </span>
          )}
          {needs.length > 0 && (
            <span className="inline-flex items-center gap-1.5">
              <GitFork size={13} aria-hidden />
              {t('needs', { chapters: needs.map(({ order }) => order).join(t('and')) })}
            </span>
          )}
        </span>
        {place && (
          <span className="mt-2 flex items-center gap-1.5 text-xs font-medium text-accent">
            <MapPin size={13} aria-hidden />
            {t('here', { place })}
          </span>
        )}
      </Link>
    </li>
  )
}

const stateColour = { new: 'text-muted', started: 'text-accent', done: 'text-good' }

/** A checkpoint, open, passed, or passed in both ways (a second edge), by shape. */
function Pip({ passed, both }: { passed: boolean; both: boolean }) {
  return (
    <svg width={both ? 16 : 12} height="12" viewBox={both ? '0 0 16 12' : '0 0 12 12'}>
      {both && <path d="M9.5 0.7 L15 6 L9.5 11.3" className="fill-none stroke-good" strokeWidth="1.4" />}
      {passed ? (
        <>
          <path d="M6 0 L12 6 L6 12 L0 6 Z" className="fill-good" />
          <path d="M3.6 6.1 L5.3 7.8 L8.4 4.5" className="fill-none stroke-surface" strokeWidth="1.4" />
        </>
      ) : (
        <path d="M6 1 L11 6 L6 11 L1 6 Z" className="fill-none stroke-line-strong" strokeWidth="1.2" />
      )}
    </svg>
  )
}
