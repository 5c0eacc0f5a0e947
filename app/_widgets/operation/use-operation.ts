'use client'

import { useCallback, useRef, useState } from 'react'
import type { JobView, LiveState, WireError } from '#lib/gateway/protocol.ts'
import type { OperationInput, OperationName } from '#lib/labs/operations/catalogue.ts'
import { useLabId, useLive } from '../live-state/live-state.tsx'

export interface OperationState<N extends OperationName> {
  /** Does it; true when it was done. One that still goes on is not started again. */
  run: (input: OperationInput<N>) => Promise<boolean>
  busy: boolean
  error: WireError | null
  clearError: () => void
  /** What is known of its progress while it goes on. */
  job: JobView | null
  cancel: () => void
}

const selectJobs = (state: LiveState) => state.jobs
/** No answer came. */
export const unreachable: WireError = { code: 'network', userMessage: 'network', params: {} }

/** One operation of the catalogue on the lab of this page. */
export function useOperation<N extends OperationName>(operation: N): OperationState<N> {
  const labId = useLabId()
  const jobs = useLive(selectJobs)
  const running = useRef<string | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  const [error, setError] = useState<WireError | null>(null)

  const run = useCallback(
    async (input: OperationInput<N>) => {
      if (running.current) return false
      const id = crypto.randomUUID()
      running.current = id
      setJobId(id)
      setError(null)
      const failure = await send('POST', { labId, operation, jobId: id, input })
      running.current = null
      setJobId(null)
      setError(failure?.code === 'operation.cancelled' ? null : failure)
      return failure === null
    },
    [labId, operation],
  )
  const cancel = useCallback(() => {
    if (running.current) void send('DELETE', { labId, jobId: running.current })
  }, [labId])
  const clearError = useCallback(() => setError(null), [])
  return { run, busy: jobId !== null, error, clearError, job: (jobId && jobs?.[jobId]) || null, cancel }
}

async function send(method: 'POST' | 'DELETE', body: unknown): Promise<WireError | null> {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/api/operations', { method, headers, body: JSON.stringify(body) })
    return response.ok ? null : ((await response.json()) as WireError)
  } catch {
    return unreachable
  }
}
