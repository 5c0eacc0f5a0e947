import { protocolError } from './xdr.ts'

/** Length word and header: length, program, version, procedure, type, serial, status. */
export const headerSize = 28
const maxPacketSize = 33_554_432 + 4

/**
 * Cuts a byte stream into packets, however it is split. `push` returns the packets completed by a chunk; a length
 * that cannot be throws `libvirt.protocol`. A packet that came whole in one chunk is not copied.
 */
export class PacketSplitter {
  #chunks: Buffer[] = []
  #buffered = 0
  #wanted = 4

  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk)
    this.#buffered += chunk.length
    if (this.#buffered < this.#wanted) return []
    const bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#buffered)
    const packets: Buffer[] = []
    let at = 0
    this.#wanted = 4
    while (bytes.length - at >= 4) {
      const size = bytes.readUInt32BE(at)
      if (size < headerSize || size > maxPacketSize) throw protocolError(`packet of ${size} bytes announced`)
      if (bytes.length - at < size) {
        this.#wanted = size
        break
      }
      packets.push(bytes.subarray(at, at + size))
      at += size
    }
    this.#buffered = bytes.length - at
    this.#chunks = this.#buffered > 0 ? [bytes.subarray(at)] : []
    return packets
  }
}
