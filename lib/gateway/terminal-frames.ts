import type { RawData, WebSocket } from 'ws'
import { z } from 'zod'
import type { TerminalControl, TerminalStatus } from './protocol.ts'

const size = z.number().int().min(2).max(1000)
const controlSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('resize'), cols: size, rows: size }),
  z.object({ type: z.literal('flow'), paused: z.boolean() }),
])

/** Null for what is no control message; such a frame is dropped. */
export function parseControl(data: RawData): TerminalControl | null {
  try {
    return controlSchema.parse(JSON.parse(data.toString()))
  } catch {
    return null
  }
}

export function sendStatus(socket: WebSocket, status: TerminalStatus): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(status))
}

export function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}
