import { acquireLabHost } from '../labs/lab-host.ts'
import { isVirtManagerOpen, openVirtManager, screenSocket } from '../labs/virt-manager/session.ts'
import { bridge } from './bridge.ts'
import { closeCodes, type VirtManagerStatus } from './protocol.ts'
import type { SocketHandler } from './socket-handler.ts'

/**
 * The real virt-manager of a lab: says how far it is, and when its window is there and the browser listens, RFB of its
 * screen. Without `?start=1` one that is not open stays so. `?locale=` is the language of one that is started.
 */
export const virtManagerHandler: SocketHandler = async ({ socket, labId, query, signal }) => {
  const send = (status: VirtManagerStatus) => void (signal.aborted || socket.send(JSON.stringify(status)))
  const host = await acquireLabHost(labId)
  if (signal.aborted) return host.release()
  signal.addEventListener('abort', () => host.release(), { once: true })
  if (!(await isVirtManagerOpen(host))) {
    if (query.get('start') !== '1') {
      send({ type: 'off' })
      return socket.close(closeCodes.notFound, 'virt-manager is not open')
    }
    send({ type: 'starting' })
    await openVirtManager(host, query.get('locale') === 'zh' ? 'zh' : 'en')
  }
  const listens = new Promise<void>((resolve) => {
    socket.once('message', () => resolve())
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  send({ type: 'ready' })
  await listens
  if (signal.aborted) return
  socket.pause()
  await bridge(socket, await host.duplex(['socat', '-', `UNIX-CONNECT:${screenSocket}`], { signal }))
  if (signal.aborted) return
  if (await isVirtManagerOpen(host)) socket.close(1011, 'the connection in the lab broke')
  else socket.close(closeCodes.notFound, 'virt-manager was closed')
}
