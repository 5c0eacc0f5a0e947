import { VirtLabError } from '#lib/base/error.ts'

/** XDR (RFC 4506) as libvirt uses it: big-endian, everything padded to 4 bytes. */

const initialSize = 256

/** Appends values to a buffer that grows by doubling. */
export class XdrWriter {
  #buffer = Buffer.allocUnsafe(initialSize)
  #length = 0

  #reserve(bytes: number): number {
    const at = this.#length
    const needed = at + bytes
    if (needed > this.#buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2))
      this.#buffer.copy(grown, 0, 0, at)
      this.#buffer = grown
    }
    this.#length = needed
    return at
  }

  int(value: number): void {
    const at = this.#reserve(4)
    this.#buffer.writeInt32BE(value, at)
  }

  uint(value: number): void {
    const at = this.#reserve(4)
    this.#buffer.writeUInt32BE(value, at)
  }

  hyper(value: bigint): void {
    const at = this.#reserve(8)
    this.#buffer.writeBigInt64BE(value, at)
  }

  uhyper(value: bigint): void {
    const at = this.#reserve(8)
    this.#buffer.writeBigUInt64BE(value, at)
  }

  double(value: number): void {
    const at = this.#reserve(8)
    this.#buffer.writeDoubleBE(value, at)
  }

  /** Bytes without a length, padded. */
  fixed(bytes: Buffer): void {
    const padding = -bytes.length & 3
    const at = this.#reserve(bytes.length + padding)
    bytes.copy(this.#buffer, at)
    this.#buffer.fill(0, at + bytes.length, at + bytes.length + padding)
  }

  /** Bytes preceded by their length. */
  opaque(bytes: Buffer): void {
    this.uint(bytes.length)
    this.fixed(bytes)
  }

  string(value: string): void {
    const bytes = Buffer.byteLength(value)
    this.uint(bytes)
    const padding = -bytes & 3
    const at = this.#reserve(bytes + padding)
    this.#buffer.write(value, at, bytes, 'utf8')
    this.#buffer.fill(0, at + bytes, at + bytes + padding)
  }

  /** Overwrites the word at `offset`, for a length that is known only at the end. */
  patchUint(offset: number, value: number): void {
    this.#buffer.writeUInt32BE(value, offset)
  }

  get length(): number {
    return this.#length
  }

  /** What was written; shares memory with the writer, which must not be used afterwards. */
  finish(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }
}

/** Takes values off a packet; anything that does not fit in it is a VirtLabError `libvirt.protocol`. */
export class XdrReader {
  readonly #buffer: Buffer
  #at: number

  constructor(buffer: Buffer, at = 0) {
    this.#buffer = buffer
    this.#at = at
  }

  get remaining(): number {
    return this.#buffer.length - this.#at
  }

  #advance(bytes: number): number {
    const at = this.#at
    if (bytes > this.#buffer.length - at) {
      throw protocolError(`packet ends early: ${bytes} bytes wanted at offset ${at} of ${this.#buffer.length}`)
    }
    this.#at = at + bytes
    return at
  }

  int(): number {
    return this.#buffer.readInt32BE(this.#advance(4))
  }

  uint(): number {
    return this.#buffer.readUInt32BE(this.#advance(4))
  }

  hyper(): bigint {
    return this.#buffer.readBigInt64BE(this.#advance(8))
  }

  uhyper(): bigint {
    return this.#buffer.readBigUInt64BE(this.#advance(8))
  }

  /** As a double: exact up to 2⁵³, which no size or count of a lab reaches, and without a BigInt. */
  uhyperNumber(): number {
    const at = this.#advance(8)
    return this.#buffer.readUInt32BE(at) * 0x1_0000_0000 + this.#buffer.readUInt32BE(at + 4)
  }

  hyperNumber(): number {
    const at = this.#advance(8)
    return this.#buffer.readInt32BE(at) * 0x1_0000_0000 + this.#buffer.readUInt32BE(at + 4)
  }

  double(): number {
    return this.#buffer.readDoubleBE(this.#advance(8))
  }

  /** A view, not a copy: copy what is kept beyond the packet. */
  fixed(bytes: number): Buffer {
    const at = this.#advance(bytes + (-bytes & 3))
    return this.#buffer.subarray(at, at + bytes)
  }

  opaque(maxBytes = 33_554_408): Buffer {
    return this.fixed(this.#boundedLength(maxBytes))
  }

  string(maxBytes = 4_194_304): string {
    const bytes = this.#boundedLength(maxBytes)
    const at = this.#advance(bytes + (-bytes & 3))
    return this.#buffer.toString('utf8', at, at + bytes)
  }

  /** Length of an array whose elements take at least 4 bytes each, so that a forged one allocates nothing. */
  count(): number {
    const count = this.uint()
    if (count * 4 > this.remaining) throw protocolError(`${count} elements announced in ${this.remaining} bytes`)
    return count
  }

  #boundedLength(max: number): number {
    const bytes = this.uint()
    if (bytes > max) throw protocolError(`string of ${bytes} bytes, at most ${max} allowed`)
    return bytes
  }
}

export function protocolError(message: string): VirtLabError {
  return new VirtLabError({ code: 'libvirt.protocol', message: `libvirt RPC: ${message}`, status: 502 })
}
