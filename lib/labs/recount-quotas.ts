import { execFile } from 'node:child_process'
import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'

/** Counting takes seconds in which everything on the pool is slow: once for a class that moves on, not for each student. */
const pauseMs = 60_000

/** Once a lab host was deleted the disk limits of the others may no longer be kept (scripts/setup/quotas.mjs says why, and mends it). */
export function recountQuotasSoon(): void {
  const pending = singleton('quota-recount', () => ({ timer: undefined as NodeJS.Timeout | undefined }))
  pending.timer ??= setTimeout(() => {
    pending.timer = undefined
    execFile(process.execPath, ['scripts/setup/quotas.mjs'], (error) => {
      if (error) log.warn({ err: error }, 'the disk limits of labs were not looked after')
    })
  }, pauseMs).unref()
}
