'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** The reader's own time zone; UTC in what the server draws, until the browser takes over. */
export function useTimeZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  )
}
