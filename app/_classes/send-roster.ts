import type { WireError } from '#lib/gateway/protocol.ts'
import type { RosterOutcome, RosterResult, RosterRow } from '#lib/classes/roster/roster-row.ts'

export interface RosterImportRequest {
  classId: string
  rows: { row: RosterRow; expected: RosterOutcome }[]
}

type Line = { done: number; total: number } | { result: RosterResult } | { error: WireError }

const failed = (userMessage: string): { error: WireError } => ({
  error: { code: 'unexpected', userMessage, params: {} },
})

/** Imports a roster through /api/roster; `onProgress` is told how many passwords are ready. */
export async function sendRoster(
  request: RosterImportRequest,
  onProgress: (progress: { done: number; total: number }) => void,
  signal: AbortSignal,
): Promise<{ result: RosterResult } | { error: WireError }> {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/api/roster', { method: 'POST', headers, body: JSON.stringify(request), signal })
    if (!response.ok) return { error: (await response.json()) as WireError }
    for await (const line of readLines(response)) {
      if ('done' in line) onProgress(line)
      else return line
    }
  } catch (error) {
    if (!signal.aborted) throw error
    return failed('class-roster-stopped')
  }
  return failed('unexpected')
}

async function* readLines(response: Response): AsyncGenerator<Line> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as Line
  }
}
