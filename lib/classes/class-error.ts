import { VirtLabError } from '#lib/base/error.ts'

/** A failure of ours; `code` is `class.<code>`, and so is the message's key below `errors`. */
export function classError(
  code: string,
  message: string,
  o: { status?: number; params?: Record<string, string | number>; field?: string; cause?: unknown } = {},
): VirtLabError {
  const { status = 409, ...rest } = o
  return new VirtLabError({ code: `class.${code}`, message, status, ...rest })
}
