'use client'

import { useEffect } from 'react'
import type { AccountAnswer } from '#app/[locale]/(account)/account/actions.ts'
import { useRouter } from '#app/_shell/navigation.ts'
import { useToast } from '#app/_ui/toast.tsx'

/** After a success: says so, and reads the page anew. Answers the errors of a failure. */
export function useAnswer(answer: AccountAnswer | null, done: string) {
  const toast = useToast()
  const router = useRouter()
  const at = answer && 'at' in answer ? answer.at : null
  useEffect(() => {
    if (at === null) return
    toast({ kind: 'good', title: done })
    router.refresh()
  }, [at, done, toast, router])
  return answer && 'errors' in answer ? answer.errors : []
}
