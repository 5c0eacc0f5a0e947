'use client'

import { useEffect, useMemo, useState } from 'react'
import type { HardwareHost } from '#lib/labs/hardware/read-hardware-host.ts'
import type { Domain } from '#lib/virt/types.ts'
import { XmlDocument } from '#lib/virt/xml/edit.ts'
import { type HardwareFacts, readHardwareFacts } from '#lib/virt/xml/hardware-facts.ts'
import { useLabId } from '../live-state/live-state.tsx'
import { readHardwareHostAction } from './actions.ts'

export interface HardwareView {
  /** What is kept, or what runs if nothing is kept: this is what the form edits. */
  edited: HardwareFacts
  /** What runs; null while it is off. */
  live: HardwareFacts | null
  running: boolean
  persistent: boolean
}

export function useHardware(domain: Domain): HardwareView {
  const { liveXml, inactiveXml, persistent } = domain
  return useMemo(() => {
    const live = liveXml ? readHardwareFacts(new XmlDocument(liveXml).root) : null
    const kept = inactiveXml ? readHardwareFacts(new XmlDocument(inactiveXml).root) : null
    return { edited: (kept ?? live) as HardwareFacts, live, running: live !== null, persistent }
  }, [liveXml, inactiveXml, persistent])
}

/** What the host offers for this VM's machine; null until it is known. */
export function useHardwareHost({ type, arch, machine }: HardwareFacts): HardwareHost | null {
  const labId = useLabId()
  const [host, setHost] = useState<HardwareHost | null>(null)
  useEffect(() => {
    let current = true
    void readHardwareHostAction(labId, { arch, machine, accelerator: type }).then(
      (result) => current && result.ok && setHost(result.value),
    )
    return () => {
      current = false
    }
  }, [labId, type, arch, machine])
  return host
}
