import { isVirtLabError, VirtLabError } from '#lib/base/error.ts'
import type { ErrorParams } from '#lib/base/error.ts'
import type { WireError } from '#lib/gateway/protocol.ts'

interface LabErrorInit {
  params?: ErrorParams
  status?: number
  cause?: unknown
}

/** `lab.<name>`, with a message of app/_messages/errors.labs.*.json. */
export function labError(name: string, message: string, init: LabErrorInit = {}): VirtLabError {
  return new VirtLabError({ code: `lab.${name}`, message, ...init })
}

/** What Incus refused, as what it means for a lab. */
const meanings: Record<string, [name: string, status: number]> = {
  'incus.unreachable': ['host-unreachable', 503],
  'incus.no-space': ['no-space', 507],
  'incus.no-memory': ['no-memory', 507],
  'incus.no-ids': ['no-ids', 507],
}

/** Any failure of a lab's operation as a `lab.…` error that tells the student what to do; those that already are stay. */
export function explainFailure(error: unknown): VirtLabError {
  if (isVirtLabError(error) && error.code.startsWith('lab.')) return error
  const words = error instanceof Error ? error.message : String(error)
  if ((error as { name?: unknown } | null)?.name === 'AbortError')
    return labError('cancelled', words, { status: 499, cause: error })
  const meaning = isVirtLabError(error) ? meanings[error.code] : undefined
  const [name, status] = meaning ?? ['operation-failed', 500]
  return labError(name, words, { status, params: { words }, cause: error })
}

export function toWireError(error: VirtLabError): WireError {
  const { code, userMessage, params, field } = error
  const detail = typeof params.words === 'string' ? params.words : undefined
  return { code, userMessage, params, field, detail }
}
