import { VirtLabError } from '#lib/base/error.ts'

/** What Incus says in words only, and what a person can do something about. First match wins. */
const wordings: [pattern: RegExp, code: string][] = [
  [/no space left on device|disk quota exceeded|not enough (free )?space/i, 'incus.no-space'],
  [/cannot allocate memory|out of memory/i, 'incus.no-memory'],
  [/command not found/i, 'incus.no-command'],
  [/instance is running/i, 'incus.running'],
  [/already stopped/i, 'incus.stopped'],
  [/already exists|unique constraint failed: instances/i, 'incus.already-exists'],
  [/not enough (uid|gid|id)s?|idmap.*(exhaust|not.*enough)/i, 'incus.no-ids'],
]

/** Turns a refusal of Incus (its HTTP-like status and its words) into `incus.<status>`, or a code of its own. */
export function incusRefusal(status: number, words: string): VirtLabError {
  const known = wordings.find(([pattern]) => pattern.test(words))
  return new VirtLabError({
    code: known?.[1] ?? `incus.${status}`,
    userMessage: known ? undefined : 'incus-refused',
    message: `Incus: ${words} (${status})`,
    params: { words },
    status: status === 404 ? 404 : 502,
  })
}

/** The daemon cannot be asked at all: not running, no permission on its socket, or gone in mid-sentence. */
export function incusUnreachable(cause: unknown): VirtLabError {
  const words = cause instanceof Error ? cause.message : String(cause)
  return new VirtLabError({
    code: 'incus.unreachable',
    message: `Incus cannot be reached: ${words}`,
    params: { words },
    status: 503,
    cause,
  })
}
