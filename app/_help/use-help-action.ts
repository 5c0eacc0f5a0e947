'use client'

import { useState } from 'react'
import { useErrorText } from '#app/_widgets/operation/use-error-text.ts'
import type { WireError } from '#lib/gateway/protocol.ts'

/** Runs one action at a time; what went wrong with the last one, in the page's language. */
export function useHelpAction() {
  const errorText = useErrorText()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const run = async (action: () => Promise<WireError | null>): Promise<boolean> => {
    setBusy(true)
    setError(null)
    const failure = await action().catch(() => ({ code: 'unexpected', userMessage: 'unexpected', params: {} }))
    setBusy(false)
    setError(failure && errorText(failure))
    return failure === null
  }
  return { busy, error, run }
}
