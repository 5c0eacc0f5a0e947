const timeoutMs = 10_000

/** What was asked when it failed: for permission, or to take the score; `unreachable`: there was no answer. */
export type Stage = 'token' | 'score' | 'unreachable'

/** A platform that did not take a score. */
export class ScoreNotSent extends Error {
  readonly stage: Stage
  readonly status: number

  constructor(stage: Stage, status = 0, cause?: unknown) {
    super(`${stage} ${status || ''}`.trim(), { cause })
    this.name = 'ScoreNotSent'
    this.stage = stage
    this.status = status
  }
}

/** Follows no redirects: they would take the permission elsewhere. Rejects with ScoreNotSent when there is no answer. */
export async function callPlatform(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
  } catch (error) {
    throw new ScoreNotSent('unreachable', 0, error)
  }
}
