'use client'

import { useState } from 'react'
import { useServerEvents } from '#app/_ui/use-server-events.ts'
import type { Gradebook } from '#lib/gradebook/gradebook.ts'
import type { GradesMessage } from '#lib/gradebook/watch-grades.ts'

/** The grades as the page was made with, and as they change from then on. */
export function useLiveGrades(classId: string, initial: Gradebook['grades']): Gradebook['grades'] {
  const [made, setMade] = useState(initial)
  const [changed, setChanged] = useState<Gradebook['grades']>({})
  // Made anew by the server: that is the latest.
  if (made !== initial) {
    setMade(initial)
    setChanged({})
  }
  useServerEvents(`/api/grades/live?class=${encodeURIComponent(classId)}`, (message) => {
    const { studentId, grades } = message as GradesMessage
    setChanged((before) => ({ ...before, [studentId]: grades }))
  })
  return { ...initial, ...changed }
}
