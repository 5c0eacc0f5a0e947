import type { Dispose } from '#lib/base/dispose.ts'
import { log } from '#lib/base/log.ts'
import { db } from '#lib/db/client.ts'
import { onGrades } from '#lib/grading/grade-changes.ts'
import { queueAllScores, queueScores, sender } from './queue-scores.ts'
import { sendDueScores } from './send-scores.ts'

const longestSleepMs = 15 * 60_000
/** After what nobody foresaw. */
const afterFailureMs = 30_000

/** Sends scores to the platforms as grades change, and what waited while this was off. Grading waits for nothing of it. */
export function startPassback(): Dispose {
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let again = false
  let stopped = false

  const pass = async () => {
    let leastMs = 0
    do {
      again = false
      await sendDueScores().catch((error: unknown) => {
        leastMs = afterFailureMs
        log.error({ err: error }, 'scores were not sent')
      })
    } while (again && !stopped)
    const ms = Math.max(await sleepMs(), leastMs)
    if (!stopped) timer = setTimeout(() => void wake(), ms).unref()
  }
  const wake = (): Promise<void> => {
    if (timer) clearTimeout(timer)
    again = true
    running ??= pass()
      .catch(logged('the queue of scores cannot be read'))
      .finally(() => {
        running = null
        if (again && !stopped) void wake()
      })
    return running
  }
  const stop = onGrades((studentId) => void queueScores([studentId]).catch(logged('a score was not queued')))
  sender().wake = wake
  void queueAllScores().catch(logged('scores were not queued')).then(wake)
  return () => {
    stopped = true
    sender().wake = null
    if (timer) clearTimeout(timer)
    void stop()
  }
}

async function sleepMs(): Promise<number> {
  const where = { dueAt: { not: null } }
  const next = await db().ltiScore.findFirst({ where, orderBy: { dueAt: 'asc' }, select: { dueAt: true } })
  const ms = next?.dueAt ? next.dueAt.getTime() - Date.now() : longestSleepMs
  return Math.min(Math.max(ms, 0), longestSleepMs)
}

function logged(what: string): (error: unknown) => void {
  return (error) => log.error({ err: error }, what)
}
