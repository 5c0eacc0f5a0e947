import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { Pump } from './pump.ts'
import { log } from '../base/log.ts'
import { toBuffer } from './terminal-frames.ts'

/** More than this unread by the far end, and the browser's frames wait. */
const highWaterBytes = 256 * 1024

/** What of the browser's bytes may go on; throws at what may not even be looked at. */
interface Filter {
  push(chunk: Buffer): Buffer
}

/** Joins a browser and a byte stream, both held back by the slower side; resolves when either has ended. */
export async function bridge(socket: WebSocket, stream: Duplex, filter?: Filter): Promise<void> {
  new Pump(socket, stream)
  socket.on('message', (data) => {
    if (stream.destroyed) return
    try {
      const bytes = toBuffer(data)
      stream.write(filter ? filter.push(bytes) : bytes)
    } catch (error) {
      log.warn({ err: error }, 'a viewer sent what cannot be filtered')
      return void stream.destroy()
    }
    if (stream.writableLength > highWaterBytes) {
      socket.pause()
      stream.once('drain', () => socket.resume())
    }
  })
  socket.once('close', () => stream.destroy())
  socket.resume()
  await new Promise<void>((resolve) => {
    stream.once('error', () => resolve())
    stream.once('end', resolve)
    stream.once('close', resolve)
  })
}
