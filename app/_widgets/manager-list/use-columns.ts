'use client'

import { useEffect, useState } from 'react'

export const graphColumns = ['cpu', 'memory', 'disk', 'network'] as const
export const otherColumns = ['address', 'autostart'] as const
export type GraphColumn = (typeof graphColumns)[number]
export type ChosenColumn = GraphColumn | (typeof otherColumns)[number]

export interface ManagerColumns {
  shown: readonly ChosenColumn[]
  toggle: (column: ChosenColumn) => void
}

const all: readonly ChosenColumn[] = [...graphColumns, ...otherColumns]
const key = 'virtlab.manager.hidden-columns'

/** The columns that this browser shows: all, but for those that were hidden. */
export function useColumns(): ManagerColumns {
  const [hidden, setHidden] = useState<readonly string[]>([])
  useEffect(() => setHidden(readHidden()), [])
  const toggle = (column: ChosenColumn) => {
    const next = hidden.includes(column) ? hidden.filter((one) => one !== column) : [...hidden, column]
    setHidden(next)
    try {
      localStorage.setItem(key, next.join(' '))
    } catch {
      // Private windows forget it.
    }
  }
  return { shown: all.filter((column) => !hidden.includes(column)), toggle }
}

function readHidden(): string[] {
  try {
    return (localStorage.getItem(key) ?? '').split(' ')
  } catch {
    return []
  }
}
