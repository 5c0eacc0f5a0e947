import { singleton } from '../base/singleton.ts'

export const windowMs = 5 * 60_000

interface Count {
  failures: number
  since: number
}

const counts = () => singleton('failed-attempts', () => new Map<string, Count>())

/** Failed attempts at one door, counted by each of several keys, such as the account and the address. */
export class AttemptLimit<Key extends string> {
  readonly #door: string
  readonly #limits: Record<Key, number>

  constructor(door: string, limits: Record<Key, number>) {
    this.#door = door
    this.#limits = limits
  }

  /** Seconds to wait before this attempt may be made; 0 if it may be made now. */
  waitBefore(attempt: Record<Key, string>, now = Date.now()): number {
    return Math.max(...this.#countsOf(attempt).map(([name, limit]) => waitFor(name, limit, now)))
  }

  recordFailure(attempt: Record<Key, string>, now = Date.now()): void {
    for (const [name, count] of counts()) if (now - count.since > windowMs) counts().delete(name)
    for (const [name] of this.#countsOf(attempt)) {
      const count = counts().get(name)
      if (count) count.failures++
      else counts().set(name, { failures: 1, since: now })
    }
  }

  /** After a success this key starts anew. */
  forgive(key: Key, value: string): void {
    counts().delete(this.#name(key, value))
  }

  #countsOf(attempt: Record<Key, string>): [name: string, limit: number][] {
    return (Object.keys(this.#limits) as Key[]).map((key) => [this.#name(key, attempt[key]), this.#limits[key]])
  }

  #name(key: Key, value: string): string {
    return `${this.#door}:${key}:${value}`
  }
}

/**
 * By account and by address. A whole class may share one address, so that limit is wide; what stops guessing is the narrow
 * one of the account. After a success only the account is forgiven, or one of one's own would lift the address's limit.
 */
export const signInLimit = new AttemptLimit('sign-in', { account: 6, address: 120 })

/** Codes of classes have no account to count by: by address, and all together. 600 of 31⁸ codes is no guess. */
export const joinLimit = new AttemptLimit('join', { address: 60, site: 600 })

/** The attempt of somebody at `address`, for joinLimit. */
export const joinAttempt = (address: string) => ({ address, site: '' })

function waitFor(name: string, limit: number, now: number): number {
  const count = counts().get(name)
  if (!count || count.failures < limit) return 0
  return Math.max(0, Math.ceil((count.since + windowMs - now) / 1000))
}
