import { PassThrough } from 'node:stream'
import type { WebSocket } from 'ws'
import { isVirtLabError } from '../base/error.ts'
import { acquireLabHost } from '../labs/lab-host.ts'
import type { Libvirt } from '../virt/connect.ts'
import { openConsole, readDomain } from '../virt/domain.ts'
import { joinConsole } from './console-hub.ts'
import { closeCodes } from './protocol.ts'
import { Pump } from './pump.ts'
import { parseControl, sendStatus, toBuffer } from './terminal-frames.ts'
import type { SocketHandler } from './socket-handler.ts'

/** libvirt: "Active console session exists for this domain". */
const held = 'libvirt.9'
/** libvirt: the domain is not running, or is gone. */
const stopped = ['libvirt.55', 'libvirt.42']
const stoppingMs = 1_000

/** A domain's serial console. `?force=1` takes it from another holder, such as `virsh console`. */
export const serialHandler: SocketHandler = async ({ socket, labId, domain, query, signal }) => {
  // What the browser sends before the lab answers waits in the kernel.
  socket.pause()
  const host = await acquireLabHost(labId)
  signal.addEventListener('abort', () => host.release(), { once: true })
  const libvirt = await host.libvirt()
  const uuid = domain ?? ''
  const { id } = await readDomain(libvirt, uuid)
  if (id === null) return endStopped(socket)
  const joined = await join(`${labId}/${uuid}/${id}`, () =>
    openConsole(libvirt, { uuid, force: query.get('force') === '1' }),
  )
  if (joined === 'busy') return endBusy(socket)
  if (joined === 'stopped') return endStopped(socket)
  signal.addEventListener('abort', joined.leave, { once: true })
  if (signal.aborted) return joined.leave()
  const shared = joined.console
  const output = new PassThrough({ highWaterMark: 1024 * 1024 })
  const pump = new Pump(socket, output)
  // A viewer who cannot keep up loses lines rather than holding up the guest and the other viewers.
  const forward = (chunk: Buffer) => void (output.writableLength < 4 * 1024 * 1024 && output.write(chunk))
  sendStatus(socket, { type: 'ready' })
  if (shared.replay.length > 0) output.write(shared.replay)
  shared.on('data', forward)
  socket.on('message', (data, isBinary) => {
    // Others hold it still: who has left writes no more.
    if (isBinary) return signal.aborted ? undefined : shared.write(toBuffer(data))
    const control = parseControl(data)
    if (control?.type === 'flow') pump.hold(control.paused)
  })
  socket.resume()
  await new Promise<void>((resolve) => {
    shared.once('end', resolve)
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  shared.off('data', forward)
  if (signal.aborted) return
  if (await isStillRun(libvirt, { uuid, id })) endBusy(socket)
  else endStopped(socket)
}

function endBusy(socket: WebSocket): void {
  sendStatus(socket, { type: 'busy' })
  socket.close(1000)
}

function endStopped(socket: WebSocket): void {
  sendStatus(socket, { type: 'closed', reason: 'domain-stopped' })
  socket.close(closeCodes.notFound, 'domain is off')
}

async function join(key: string, open: Parameters<typeof joinConsole>[1]) {
  try {
    return await joinConsole(key, open)
  } catch (error) {
    if (isVirtLabError(error, held)) return 'busy'
    if (stopped.some((code) => isVirtLabError(error, code))) return 'stopped'
    throw error
  }
}

/** A console that ends while its domain runs on was taken by another; one that stops closes it a moment before it is off. */
async function isStillRun(libvirt: Libvirt, { uuid, id }: { uuid: string; id: number }): Promise<boolean> {
  const gone = Promise.withResolvers<void>()
  const unsubscribe = libvirt.onEvent((event) => {
    if (event.type === 'domain-lifecycle' && event.domain.uuid === uuid && event.event === 'stopped') gone.resolve()
  })
  const timer = setTimeout(gone.resolve, stoppingMs)
  try {
    const isOn = async () => (await readDomain(libvirt, uuid)).id === id
    if (!(await isOn())) return false
    await gone.promise
    return await isOn()
  } catch {
    return false
  } finally {
    clearTimeout(timer)
    void unsubscribe()
  }
}
