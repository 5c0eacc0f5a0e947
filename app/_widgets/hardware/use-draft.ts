'use client'

import { useCallback, useMemo, useState } from 'react'

export interface Draft<T extends object> {
  /** What the form shows: what was typed, else what is. */
  values: T
  /** Only what was typed and differs from what is. */
  changes: Partial<T>
  dirty: boolean
  set: <K extends keyof T>(key: K, value: T[K]) => void
  revert: () => void
  /** What was changed by somebody else since it was typed over here. */
  changedMeanwhile: (keyof T)[]
}

interface Edit {
  value: unknown
  /** What it was when it was first typed over. */
  base: string
}

/**
 * What is typed over values that can change meanwhile, in the terminal for one: each field by itself, so that nothing that
 * was typed is lost and nothing that was not typed is overwritten.
 */
export function useDraft<T extends object>(current: T): Draft<T> {
  const [edits, setEdits] = useState<ReadonlyMap<keyof T, Edit>>(new Map())
  const set = useCallback(
    <K extends keyof T>(key: K, value: T[K]) =>
      setEdits((all) => new Map(all).set(key, { value, base: all.get(key)?.base ?? JSON.stringify(current[key]) })),
    [current],
  )
  const revert = useCallback(() => setEdits(new Map()), [])
  return useMemo(() => {
    const open = [...edits].filter(([key, { value }]) => JSON.stringify(value) !== JSON.stringify(current[key]))
    const changes = Object.fromEntries(open.map(([key, { value }]) => [key, value])) as Partial<T>
    return {
      values: { ...current, ...changes },
      changes,
      dirty: open.length > 0,
      set,
      revert,
      changedMeanwhile: open.filter(([key, { base }]) => base !== JSON.stringify(current[key])).map(([key]) => key),
    }
  }, [current, edits, set, revert])
}
