import { VirtLabError } from '#lib/base/error.ts'

/** A failure of ours; `code` is `help.<code>`, and so is the message's key below `errors`. */
export function helpError(
  code: string,
  message: string,
  o: { status?: number; params?: Record<string, string | number>; field?: string } = {},
): VirtLabError {
  return new VirtLabError({ code: `help.${code}`, message, status: 400, ...o })
}
