'use client'

import { type FocusEvent, type KeyboardEvent, useCallback, useEffect, useRef } from 'react'

const steps: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** For a table whose cells are buttons marked data-cell={row}: one of them is reached by Tab, the others by arrows. */
export function useGridKeys() {
  const ref = useRef<HTMLTableElement>(null)
  useEffect(() => {
    const cells = [...(ref.current?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])]
    if (cells[0] && cells.every(({ tabIndex }) => tabIndex < 0)) cells[0].tabIndex = 0
  })
  const onFocus = useCallback((event: FocusEvent<HTMLTableElement>) => {
    if (!event.target.matches('[data-cell]')) return
    for (const cell of event.currentTarget.querySelectorAll<HTMLElement>('[data-cell]')) cell.tabIndex = -1
    event.target.tabIndex = 0
  }, [])
  const onKeyDown = useCallback((event: KeyboardEvent<HTMLTableElement>) => {
    const step = steps[event.key]
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')
    if (!step || !from) return
    const row = Number(from.dataset.cell)
    const cellsOf = (index: number) => [...event.currentTarget.querySelectorAll<HTMLElement>(`[data-cell='${index}']`)]
    const to = cellsOf(row + step[0])[cellsOf(row).indexOf(from) + step[1]]
    event.preventDefault()
    to?.focus()
  }, [])
  return { ref, onFocus, onKeyDown }
}
