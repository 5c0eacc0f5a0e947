'use client'

import { createContext, type ReactNode, useContext } from 'react'

const LessonStartContext = createContext<string | null>(null)

/** Says to everything in a lesson which start state its lab host is made from (lib/lessons/lesson-starts.ts). */
export function LessonStartProvider({ start, children }: { start: string | null; children: ReactNode }) {
  return <LessonStartContext.Provider value={start}>{children}</LessonStartContext.Provider>
}

/** The lesson's start state; null where there is no lesson. */
export function useLessonStart(): string | null {
  return useContext(LessonStartContext)
}
