import { Duplex } from 'node:stream'
import type { VirtLabError } from '#lib/base/error.ts'
import type { RpcConnection, StreamPort, StreamReceiver } from './rpc/connection.ts'
import { connectionError } from './rpc/error.ts'
import { disconnectRpc } from './rpc/handshake.ts'

/** Largest payload of a stream packet that every libvirt takes (VIR_NET_MESSAGE_LEGACY_PAYLOAD_MAX). */
const maxChunk = 262_120

/**
 * A libvirt stream (console, screenshot, volume data) as a Duplex with back-pressure both ways. Its end of file ends
 * the readable side; ending the writable side finishes the stream and waits for libvirt's word, so that errors of an
 * upload come out; `destroy` aborts it. https://libvirt.org/html/libvirt-libvirt-stream.html
 */
export class LibvirtStream extends Duplex {
  readonly receiver: StreamReceiver
  readonly #connection: RpcConnection
  #port: StreamPort | null = null
  #settled = false
  #finishing: ((error?: Error | null) => void) | null = null

  constructor(connection: RpcConnection) {
    super({ allowHalfOpen: false })
    this.#connection = connection
    this.receiver = {
      data: (chunk) => {
        if (!this.push(chunk)) connection.duplex.pause()
      },
      end: () => void this.push(null),
      finished: () => this.#settle(null),
      failed: (error) => this.#settle(error),
    }
  }

  attach(port: StreamPort): void {
    this.#port = port
  }

  override _read(): void {
    this.#connection.duplex.resume()
  }

  override _write(data: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#settled || !this.#port) return done(connectionError('disconnected', 'the stream has ended'))
    let goOn = true
    for (let at = 0; at < data.length; at += maxChunk) goOn = this.#port.write(data.subarray(at, at + maxChunk))
    if (goOn) done()
    else this.#connection.duplex.once('drain', done)
  }

  override _final(done: (error?: Error | null) => void): void {
    if (this.#settled || !this.#port) return done()
    this.#finishing = done
    // The answer has to be read even if nobody reads the data before it.
    this.#connection.duplex.resume()
    this.#port.finish()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.#settled) this.#port?.abort()
    this.#settled = true
    this.#connection.duplex.resume()
    void disconnectRpc(this.#connection)
    done(error)
  }

  #settle(error: VirtLabError | null): void {
    if (this.#settled) return
    this.#settled = true
    const finishing = this.#finishing
    this.#finishing = null
    if (error && !finishing) this.destroy(error)
    else {
      if (!this.readableEnded && !error) this.push(null)
      finishing?.(error)
    }
  }
}
