import { isVirtLabError } from '../base/error.ts'
import type { WireError } from './protocol.ts'

/** What of an error may go to the browser. Of an unforeseen one, nothing but that it happened. */
export function toWireError(error: unknown): WireError {
  if (!isVirtLabError(error)) return { code: 'unexpected', userMessage: 'unexpected', params: {} }
  const { code, userMessage, params, field } = error
  return { code, userMessage, params, field, detail: typeof params.words === 'string' ? params.words : undefined }
}
