import http from 'node:http'
import path from 'node:path'
import next from 'next'
import { endAllAudits } from '../audit/audit-log.ts'
import { env } from '../base/env.ts'
import { log } from '../base/log.ts'
import { withLogContext } from '../base/log-context.ts'
import { keepCreations } from '../labs/creation/resume-creations.ts'
import { settleExports } from '../labs/exports/exporter.ts'
import { reconcileLabs } from '../labs/reconcile-labs.ts'
import { resumeProvisionings } from '../labs/provision/provisioner.ts'
import { watchLabsForSuspension } from '../labs/suspend-watch.ts'
import { prepareStarts } from '../labs/starts/prepare-starts.ts'
import { keepWarmPool } from '../labs/warm-pool.ts'
import { startPassback } from '../lti/scores/start-passback.ts'
import { handlers } from './handlers.ts'
import { loggablePath } from './loggable-path.ts'
import { setPeerAddress } from './peer-address.ts'
import { secure } from './security-headers.ts'
import { onShutdown } from './shutdown.ts'
import { SocketGate } from './upgrade.ts'

const dev = process.argv.includes('--dev') || process.env.NODE_ENV === 'development'
const startedAt = performance.now()

process.env.NEXT_TELEMETRY_DISABLED = '1'

// Next adds an upgrade listener of its own, which would end our sockets; it gets a server that nobody connects to, and
// from us the upgrades that are not ours (hot reload).
const decoy = http.createServer()
const app = next({
  dev,
  dir: path.resolve(import.meta.dirname, '../..'),
  hostname: env.host,
  port: env.port,
  httpServer: decoy,
  turbopack: true,
})
const gate = new SocketGate(handlers)

await Promise.all([
  app.prepare(),
  reconcileLabs().then(keepCreations).then(resumeProvisionings),
  endAllAudits(),
  settleExports(),
])
const handle = app.getRequestHandler()

const server = http.createServer((request, response) => {
  setPeerAddress(request)
  secure(request, response, dev)
  withLogContext({}, () => handle(request, response)).catch((error: unknown) => {
    log.error({ err: error, path: loggablePath(request.url) }, 'request failed')
    if (!response.headersSent) response.statusCode = 500
    response.end()
  })
})
server.on('upgrade', (request, socket, head) => {
  if (gate.handle(request, socket, head)) return
  if (dev) decoy.emit('upgrade', request, socket, head)
  else socket.destroy()
})
server.on('error', (error: NodeJS.ErrnoException) => {
  const words = error.code === 'EADDRINUSE' ? `port ${env.port} is taken` : 'the server failed'
  log.fatal({ err: error }, words)
  process.exit(1)
})
onShutdown({ server, gate, closeApp: () => app.close() })

server.listen(env.port, env.host, () => {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  log.info({ port: env.port, host: env.host, dev, seconds }, 'ready')
  startPassback()
  void watchLabsForSuspension()
  keepWarmPool().catch((error: unknown) => log.error({ err: error }, 'the warm pool'))
  if (env.prepareStarts) prepareStarts().catch((error: unknown) => log.error({ err: error }, 'start states'))
})
