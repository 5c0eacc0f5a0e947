import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { toWireError } from '#lib/labs/lab-error.ts'

/** What a server action answers when its call failed; what nobody foresaw goes into the log, with `what` failed. */
export function actionFailure(error: unknown, what: string): WireError {
  if (isVirtLabError(error)) return toWireError(error)
  log.error({ err: error }, what)
  return { code: 'unexpected', userMessage: 'unexpected', params: {} }
}
