'use client'

import { useCallback, useRef, useState } from 'react'
import type { JobView, LiveState, WireError } from '#lib/gateway/protocol.ts'
import { useLabId, useLive } from '../live-state/live-state.tsx'

const selectJobs = (state: LiveState) => state.jobs
const unreachable: WireError = { code: 'network', userMessage: 'network', params: {} }

/** Sends a file into a new volume; as useOperation, which sends no files. */
export function useUpload() {
  const labId = useLabId()
  const jobs = useLive(selectJobs)
  const running = useRef<{ jobId: string; sending: AbortController } | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  const [error, setError] = useState<WireError | null>(null)

  const run = useCallback(
    async ({ pool, volume, file }: { pool: string; volume: string; file: File }): Promise<boolean> => {
      if (running.current) return false
      const mine = { jobId: crypto.randomUUID(), sending: new AbortController() }
      running.current = mine
      setJobId(mine.jobId)
      setError(null)
      const query = new URLSearchParams({ labId, jobId: mine.jobId, pool, volume, file: file.name })
      const failure = await send(`/api/volumes?${query}`, file, mine.sending.signal)
      running.current = null
      setJobId(null)
      setError(failure?.code === 'operation.cancelled' || mine.sending.signal.aborted ? null : failure)
      return failure === null
    },
    [labId],
  )
  /** The server undoes it when the body breaks off. */
  const cancel = useCallback(() => running.current?.sending.abort(), [])
  const clearError = useCallback(() => setError(null), [])
  const job: JobView | null = (jobId && jobs?.[jobId]) || null
  return { run, busy: jobId !== null, error, clearError, job, cancel }
}

async function send(address: string, file: File, signal: AbortSignal): Promise<WireError | null> {
  try {
    const headers = { 'content-type': 'application/octet-stream', 'x-volume-size': String(file.size) }
    const response = await fetch(address, { method: 'POST', headers, body: file, signal })
    return response.ok ? null : ((await response.json()) as WireError)
  } catch {
    return unreachable
  }
}
