import type { Server } from 'node:http'
import { log } from '../base/log.ts'
import { closeLabHosts } from '../labs/lab-host.ts'
import { closeLiveModels } from '../labs/live/live-models.ts'
import type { SocketGate } from './upgrade.ts'

/** Answers under way may finish for so long. */
const graceMs = 1_500
/** All in all; what is not closed by then is closed by the end of the process. */
const deadlineMs = 2_700

/**
 * On SIGTERM or SIGINT: no new connections, browsers told to come back, answers finished, labs let go of (they run on).
 * A second signal ends the process at once.
 */
export function onShutdown(parts: { server: Server; gate: SocketGate; closeApp: () => Promise<void> }): void {
  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1)
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(0), deadlineMs).unref()
    void stopAll(parts)
      .catch((error: unknown) => log.error({ err: error }, 'not everything was closed'))
      .finally(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

async function stopAll({ server, gate, closeApp }: Parameters<typeof onShutdown>[0]): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  await gate.close()
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(timer)
  // The models first: they would open anew what they find closed.
  await Promise.all([closeLiveModels().then(closeLabHosts), closeApp()])
}
