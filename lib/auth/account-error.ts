import { VirtLabError } from '../base/error.ts'

/** A failure of ours; `code` is `auth.<code>`, and the message's key below `errors` is `auth-<code>`. */
export function accountError(
  code: string,
  message: string,
  o: { status?: number; params?: Record<string, string | number>; field?: string } = {},
): VirtLabError {
  const { status = 409, ...rest } = o
  return new VirtLabError({ code: `auth.${code}`, message, status, ...rest })
}
