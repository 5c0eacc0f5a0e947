import { Readable, Writable } from 'node:stream'
import type WebSocket from 'ws'
import { incusUnreachable } from './incus-error.ts'

/**
 * The bytes of a file descriptor that arrive over a WebSocket: binary frames are data, an empty text frame is the end.
 * A reader that does not keep up pauses the socket, and so in the end the process that writes.
 */
export function readableFrom(socket: WebSocket): Readable {
  let ended = false
  const end = () => {
    if (!ended) stream.push(null)
    ended = true
  }
  const stream = new Readable({
    read: () => socket.resume(),
    destroy(error, done) {
      socket.terminate()
      done(error)
    },
  })
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary) end()
    else if (!ended && data.length > 0 && !stream.push(data)) socket.pause()
  })
  socket.on('close', (code) => {
    if (code === 1006 && !ended && !stream.destroyed) stream.destroy(incusUnreachable('the connection was cut'))
    else end()
  })
  return stream
}

/** The same the other way: end() sends the empty text frame that closes the descriptor in the instance. */
export function writableTo(socket: WebSocket): Writable {
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => send(socket, chunk, done),
    final: (done) => send(socket, '', done),
    destroy(error, done) {
      socket.terminate()
      done(error)
    },
  })
  // The process is gone: whoever writes on learns it from the write, as with a pipe that has no reader.
  socket.on('close', () => stream.destroy())
  return stream
}

/** Sends a frame; `done` comes when it is in the kernel's hands. On a closed socket it is dropped: 'close' tells. */
function send(socket: WebSocket, data: Buffer | string, done: (error?: Error | null) => void): void {
  if (socket.readyState !== socket.OPEN) done(incusUnreachable('the process is gone'))
  else socket.send(data, { binary: typeof data !== 'string' }, (error) => done(error ?? null))
}
