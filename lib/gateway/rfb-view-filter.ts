/** RFB 3.8 (RFC 6143), what a client sends: message types and their lengths. */
const messages = { setPixelFormat: 0, setEncodings: 2, updateRequest: 3, key: 4, pointer: 5, cutText: 6 } as const
/** Of the extensions that noVNC knows (github.com/rfbproto/rfbproto). */
const extensions = { continuousUpdates: 150, fence: 248, xvp: 250, setDesktopSize: 251, qemu: 255 } as const

/**
 * Encodings that make the client's messages longer (buttons beyond eight), or are for input and the clipboard only: pointer with more
 * buttons, QEMU's keys, extended clipboard, the client's wish for a size.
 */
const inputEncodings = new Set([-316, -258, 0xc0a1e5ce | 0, -308])

const securityTypes = { none: 1, password: 2 } as const

type Step = 'version' | 'security' | 'password' | 'client-init' | 'messages'

/**
 * What a viewer's browser sends to a VNC server, without all that would change something there: keys, pointer, clipboard, size, power.
 * The session is shared whatever the browser asks, so that nobody else is thrown out. Throws at what it does not know.
 */
export class RfbViewFilter {
  #step: Step = 'version'
  #buffer: Buffer = Buffer.alloc(0)
  /** Bytes to come of a message that is dropped. */
  #skip = 0

  /** What of it may go on. */
  push(chunk: Buffer): Buffer {
    const passed: Buffer[] = []
    this.#buffer = this.#buffer.length > 0 ? Buffer.concat([this.#buffer, chunk]) : chunk
    for (;;) {
      const skipped = Math.min(this.#skip, this.#buffer.length)
      this.#skip -= skipped
      this.#buffer = this.#buffer.subarray(skipped)
      const next = this.#buffer.length > 0 ? this.#next() : null
      if (!next) break
      if (next.pass) passed.push(next.pass)
    }
    return Buffer.concat(passed)
  }

  /** One part of the protocol, taken from the buffer; null while it is not whole. */
  #next(): { pass: Buffer | null } | null {
    if (this.#step === 'messages') return this.#message()
    const taken = this.#take({ version: 12, security: 1, password: 16, 'client-init': 1 }[this.#step])
    if (!taken) return null
    if (this.#step === 'version') {
      if (taken.toString('latin1') !== 'RFB 003.008\n') throw new Error('rfb: another version than 3.8')
      this.#step = 'security'
    } else if (this.#step === 'security') {
      if (taken[0] !== securityTypes.none && taken[0] !== securityTypes.password)
        throw new Error(`rfb: security type ${taken[0]}`)
      this.#step = taken[0] === securityTypes.password ? 'password' : 'client-init'
    } else if (this.#step === 'password') this.#step = 'client-init'
    else {
      this.#step = 'messages'
      return { pass: Buffer.of(1) }
    }
    return { pass: taken }
  }

  #message(): { pass: Buffer | null } | null {
    switch (this.#buffer[0]) {
      case messages.setPixelFormat:
        return this.#pass(20)
      case messages.setEncodings: {
        if (this.#buffer.length < 4) return null
        const taken = this.#take(4 + 4 * this.#buffer.readUInt16BE(2))
        return taken && { pass: withoutInput(taken) }
      }
      case messages.updateRequest:
      case extensions.continuousUpdates:
        return this.#pass(10)
      case extensions.fence:
        return this.#buffer.length < 9 ? null : this.#pass(9 + (this.#buffer[8] ?? 0))
      case messages.key:
        return this.#drop(8)
      case messages.pointer:
        return this.#drop(6)
      case messages.cutText:
        // The extended clipboard's length is negative.
        return this.#buffer.length < 8 ? null : this.#drop(8 + Math.abs(this.#buffer.readInt32BE(4)))
      case extensions.xvp:
        return this.#drop(4)
      case extensions.setDesktopSize:
        return this.#buffer.length < 8 ? null : this.#drop(8 + 16 * (this.#buffer[6] ?? 0))
      case extensions.qemu:
        if (this.#buffer.length < 2) return null
        if (this.#buffer[1] === 0) return this.#drop(12)
      // falls through: QEMU's sound, which noVNC never asks for
      default:
        throw new Error(`rfb: message ${this.#buffer[0]}`)
    }
  }

  #take(length: number): Buffer | null {
    if (this.#buffer.length < length) return null
    const taken = this.#buffer.subarray(0, length)
    this.#buffer = this.#buffer.subarray(length)
    return taken
  }

  #pass(length: number): { pass: Buffer } | null {
    const taken = this.#take(length)
    return taken && { pass: taken }
  }

  #drop(length: number): { pass: null } {
    this.#skip = length
    return { pass: null }
  }
}

function withoutInput(setEncodings: Buffer): Buffer {
  const encodings: number[] = []
  for (let at = 4; at < setEncodings.length; at += 4) encodings.push(setEncodings.readInt32BE(at))
  const kept = encodings.filter((encoding) => !inputEncodings.has(encoding))
  const message = Buffer.alloc(4 + 4 * kept.length)
  message[0] = messages.setEncodings
  message.writeUInt16BE(kept.length, 2)
  for (const [index, encoding] of kept.entries()) message.writeInt32BE(encoding, 4 + 4 * index)
  return message
}
