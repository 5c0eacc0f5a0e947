'use client'

import { useState } from 'react'
import { useToast } from '#app/_ui/toast.tsx'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { useLabId, useLive } from '../live-state/live-state.tsx'
import { useErrorText } from '../operation/use-error-text.ts'
import { goToStart } from './actions.ts'

const selectStart = (state: LiveState) => state.start.start

/** Brings the lab to a start state; `busy` from the click until the host is replaced or that has failed. */
export function useJump(): { jump: (start: string, resume: boolean) => void; busy: boolean } {
  const labId = useLabId()
  const view = useLive(selectStart)
  const toast = useToast()
  const errorText = useErrorText()
  const [asked, setAsked] = useState(false)
  const jump = (start: string, resume: boolean) => {
    setAsked(true)
    void goToStart(labId, start, resume)
      .then((error) => error && toast({ kind: 'error', title: errorText(error) }))
      .finally(() => setAsked(false))
  }
  return { jump, busy: asked || Boolean(view?.preparing) }
}
