import { VirtLabError } from '#lib/base/error.ts'

/** A failure of the set-up page; `code` is `lti.<code>`, and the message's key below `errors` is `lti-<code>`. */
export function ltiError(
  code: string,
  message: string,
  o: { status?: number; field?: string; params?: Record<string, string | number> } = {},
): VirtLabError {
  const { status = 400, ...rest } = o
  return new VirtLabError({ code: `lti.${code}`, message, status, ...rest })
}

/** Why a launch was refused: keys below `lti.refused.reasons` in the messages. */
export const refusals = [
  'unknown-platform',
  'bad-request',
  'other-browser',
  'expired',
  'used',
  'bad-token',
  'wrong-deployment',
  'wrong-message',
  'no-user',
  'no-course',
  'no-lesson',
  'no-role',
  'archived',
  'disabled',
  'platform-unreachable',
  'platform-refused',
  'unexpected',
] as const
export type Refusal = (typeof refusals)[number]

/** A launch that is not let in. `message` is for the log. */
export class LaunchRefused extends Error {
  readonly reason: Refusal

  constructor(reason: Refusal, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'LaunchRefused'
    this.reason = reason
  }
}

/** By its name: a module can be loaded twice in one process. */
export function isLaunchRefused(error: unknown): error is LaunchRefused {
  return (error as Error | null)?.name === 'LaunchRefused'
}
