'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { useRouter } from '#app/_shell/navigation.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import type { Answer } from './class-action.ts'

/** Runs server actions: whether one is under way, and why the last one failed, in words. After a success the page is read anew. */
export function useAct() {
  const words = useTranslations('errors')
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<{ text: string; field: string | undefined } | null>(null)
  const act = useCallback(
    async <T>(call: () => Promise<Answer<T>>, o: { refresh?: boolean } = {}): Promise<{ ok: T } | null> => {
      setBusy(true)
      setError(null)
      const answer = await call().catch((): { error: WireError } => ({
        error: { code: 'unexpected', userMessage: 'unexpected', params: {} },
      }))
      setBusy(false)
      if ('error' in answer) {
        const { userMessage, params, field } = answer.error
        setError({ text: words(userMessage, params), field })
        return null
      }
      if (o.refresh !== false) router.refresh()
      return answer
    },
    [words, router],
  )
  return { act, busy, error, clear: useCallback(() => setError(null), []) }
}
