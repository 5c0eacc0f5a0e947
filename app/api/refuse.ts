import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { toWireError } from '#lib/labs/lab-error.ts'

/** An error as the widgets read it. */
export function refuse(error: Pick<WireError, 'code'> & Partial<WireError>, status: number): Response {
  return Response.json({ userMessage: 'unexpected', params: {}, ...error }, { status })
}

/** What went wrong, as the widgets read it; what nobody foresaw goes into the log, with `what` failed. */
export function explain(error: unknown, what: string): Response {
  if (isVirtLabError(error)) return refuse(toWireError(error), error.status)
  log.error({ err: error }, what)
  return refuse({ code: 'unexpected' }, 500)
}
