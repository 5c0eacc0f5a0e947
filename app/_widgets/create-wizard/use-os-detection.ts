'use client'

import { useEffect, useState } from 'react'
import { type CreateForm, detectionSource } from '#lib/virt/commands/create-form.ts'
import type { OperatingSystem } from '#lib/labs/creation/operating-systems.ts'
import { detectOsAction } from './actions.ts'
import type { Detection } from './wizard-context.ts'

const typingPauseMs = 600

/** Looks into the medium whenever it changes, while "automatically detect" is on. */
export function useOsDetection(
  labId: string,
  form: CreateForm,
  known: (path: string) => boolean,
  onFound: (os: OperatingSystem | null) => void,
) {
  const [detection, setDetection] = useState<Detection>({ state: 'idle' })
  const source = form.osDetect ? detectionSource(form) : ''
  const readable = form.method === 'url' ? URL.canParse(source) : known(source)
  // biome-ignore lint/correctness/useExhaustiveDependencies: onFound is called with what was found, whoever it is by then
  useEffect(() => {
    if (source === '' || !readable) {
      setDetection({ state: 'idle' })
      return
    }
    let current = true
    setDetection({ state: 'detecting' })
    const timer = setTimeout(
      async () => {
        const result = await detectOsAction(labId, source)
        if (!current) return
        const os = result.ok ? result.value.os : null
        if (os) setDetection({ state: 'found', name: os.name })
        else
          setDetection(
            result.ok ? { state: 'none', detail: result.value.detail } : { state: 'none', error: result.error },
          )
        onFound(os)
      },
      form.method === 'url' ? typingPauseMs : 0,
    )
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [labId, source, readable, form.method])
  return detection
}
