'use client'

import { useEffect, useState } from 'react'
import type { PoolSupport } from '#lib/labs/storage/pool-support.ts'
import type { PoolType } from '#lib/virt/commands/pool-form.ts'
import { useLabId } from '../live-state/live-state.tsx'
import { poolSupport } from './actions.ts'

/** What the host can do with this kind of pool; null until it has answered, or if it cannot be asked. */
export function usePoolSupport(type: PoolType): PoolSupport | null {
  const labId = useLabId()
  const [all, setAll] = useState<PoolSupport[] | null>(null)
  useEffect(() => {
    let current = true
    void poolSupport(labId).then((support) => current && setAll(support))
    return () => {
      current = false
    }
  }, [labId])
  return all?.find((support) => support.type === type) ?? null
}
