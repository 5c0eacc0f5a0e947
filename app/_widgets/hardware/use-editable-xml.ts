'use client'

import { useEffect, useState } from 'react'
import type { Domain } from '#lib/virt/types.ts'
import { useLabId } from '../live-state/live-state.tsx'
import { readEditableXmlAction } from './actions.ts'

export interface EditableXml {
  live: string | null
  inactive: string | null
}

/** Both XMLs with their passwords, which the live state has not; read anew when it changes. Null until they are known. */
export function useEditableXml({ name, liveXml, inactiveXml }: Domain): EditableXml | null {
  const labId = useLabId()
  const [read, setRead] = useState<EditableXml | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of either XML is why to read again
  useEffect(() => {
    let current = true
    void readEditableXmlAction(labId, name).then((result) => current && result.ok && setRead(result.value))
    return () => {
      current = false
    }
  }, [labId, name, liveXml, inactiveXml])
  return read
}
