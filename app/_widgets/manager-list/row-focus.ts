'use client'

import { type RefObject, useEffect, useRef } from 'react'

type Grid = RefObject<HTMLElement | null>

export function rowsOf(grid: Grid): HTMLElement[] {
  return [...(grid.current?.querySelectorAll<HTMLElement>('[data-vm]') ?? [])]
}

export function focusSelectedRow(grid: Grid): void {
  rowsOf(grid)
    .find((row) => row.tabIndex === 0)
    ?.focus()
}

/** A dialog gives the focus back to the menu that it was opened from, which is gone: then the selected row takes it. */
export function useFocusAfterDialog(grid: Grid, open: boolean): void {
  const was = useRef(open)
  useEffect(() => {
    const closed = was.current && !open
    was.current = open
    if (!closed) return
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) focusSelectedRow(grid)
    })
    return () => clearTimeout(timer)
  }, [grid, open])
}
