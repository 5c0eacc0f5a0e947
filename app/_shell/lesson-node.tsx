import type { CourseMapEntry } from './course-map.ts'

interface LessonNodeProps {
  order: number
  state: CourseMapEntry['state']
  share: number
  exam: boolean
}

/** A stop of the course's line: a ring that fills as checkpoints are passed, a solid disc when all are; an exam is a square. */
export function LessonNode({ order, state, share, exam }: LessonNodeProps) {
  const done = state === 'done'
  const shape = { x: 3, y: 3, width: 38, height: 38, rx: exam ? 9 : 19, pathLength: 100, strokeWidth: 3 }
  return (
    <svg width="44" height="44" viewBox="0 0 44 44" className="course-node" aria-hidden>
      <rect {...shape} className={done ? 'fill-good stroke-good' : 'fill-surface stroke-line'} />
      {!done && share > 0 && (
        <rect {...shape} className="fill-none stroke-accent" strokeDasharray={`${Math.round(share * 100)} 100`} />
      )}
      {done ? (
        <path
          d="M14.5 22.5 L20 28 L30 16.5"
          className="fill-none stroke-surface"
          strokeWidth="3"
          strokeLinecap="round"
        />
      ) : (
        <text
          x="22"
          y="27.5"
          textAnchor="middle"
          fontSize="15"
          fontWeight="600"
          className={state === 'started' ? 'fill-accent' : 'fill-muted'}
        >
          {order}
        </text>
      )}
    </svg>
  )
}
