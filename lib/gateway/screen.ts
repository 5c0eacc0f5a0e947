import { VirtLabError } from '../base/error.ts'
import { acquireLabHost } from '../labs/lab-host.ts'
import { readDomain } from '../virt/domain.ts'
import type { DomainGraphics } from '../virt/types.ts'
import { bridge } from './bridge.ts'
import { closeCodes } from './protocol.ts'
import { RfbViewFilter } from './rfb-view-filter.ts'
import type { SocketContext, SocketHandler } from './socket-handler.ts'

/** RFB of a domain's VNC server, wherever its live XML says that it listens. */
export const screenHandler: SocketHandler = (context) => serve(context)

/** The same for one who looks on: keys, pointer and clipboard go no further. */
export const watchScreenHandler: SocketHandler = (context) => serve(context, new RfbViewFilter())

async function serve({ socket, labId, domain, signal }: SocketContext, filter?: RfbViewFilter): Promise<void> {
  // What the browser sends before the lab answers waits in the kernel.
  socket.pause()
  const host = await acquireLabHost(labId)
  signal.addEventListener('abort', () => host.release(), { once: true })
  const { graphics, id } = await readDomain(await host.libvirt(), domain ?? '')
  if (id === null) return socket.close(closeCodes.notFound, 'domain is off')
  const stream = await host.duplex(['socat', '-', vncAddress(graphics)], { signal })
  await bridge(socket, stream, filter)
  socket.close(1000)
}

function vncAddress(graphics: DomainGraphics[]): string {
  const vnc = graphics.find(({ type }) => type === 'vnc')
  if (vnc?.socket) return `UNIX-CONNECT:${vnc.socket}`
  if (vnc?.port && vnc.port > 0) return `TCP:${reachable(vnc.listen)}:${vnc.port},nodelay`
  throw new VirtLabError({
    code: 'console.no-vnc',
    message: `no VNC server among ${graphics.map(({ type }) => type).join(', ') || 'no graphics'}`,
    status: 409,
  })
}

/** A server that listens everywhere is reached by loopback. */
function reachable(listen: string | null): string {
  if (!listen || listen === '0.0.0.0') return '127.0.0.1'
  if (listen === '::') return '[::1]'
  return listen.includes(':') ? `[${listen}]` : listen
}
