import { protocolError, type XdrReader, type XdrWriter } from './xdr.ts'

/** How one type goes onto the wire and comes off it. */
export interface Codec<T> {
  write(writer: XdrWriter, value: T): void
  read(reader: XdrReader): T
}

export type ValueOf<C> = C extends Codec<infer T> ? T : never
type Fields = Record<string, Codec<any>>
export type StructValue<F extends Fields> = { [K in keyof F]: ValueOf<F[K]> }

export const int: Codec<number> = { write: (w, v) => w.int(v), read: (r) => r.int() }
export const uint: Codec<number> = { write: (w, v) => w.uint(v), read: (r) => r.uint() }
/** `int` on the wire where libvirt means yes or no. */
export const flag: Codec<boolean> = { write: (w, v) => w.int(v ? 1 : 0), read: (r) => r.int() !== 0 }
/** 64 bits as a number, for sizes and counts (see XdrReader.uhyperNumber). */
export const hyper: Codec<number> = { write: (w, v) => w.hyper(BigInt(v)), read: (r) => r.hyperNumber() }
export const uhyper: Codec<number> = { write: (w, v) => w.uhyper(BigInt(v)), read: (r) => r.uhyperNumber() }
export const string: Codec<string> = { write: (w, v) => w.string(v), read: (r) => r.string() }
export const opaque: Codec<Buffer> = { write: (w, v) => w.opaque(v), read: (r) => Buffer.from(r.opaque()) }

/** `char name[n]`: XDR gives every char a word of its own. */
export function charArray(length: number): Codec<string> {
  return {
    write(w, v) {
      for (let i = 0; i < length; i++) w.int(v.charCodeAt(i) || 0)
    },
    read(r) {
      const words = r.fixed(length * 4)
      const bytes = Buffer.allocUnsafe(length)
      for (let i = 0; i < length; i++) bytes[i] = words[i * 4 + 3] ?? 0
      const end = bytes.indexOf(0)
      return bytes.toString('utf8', 0, end < 0 ? length : end)
    },
  }
}

export const uuid: Codec<string> = {
  write(w, v) {
    const bytes = Buffer.from(v.replaceAll('-', ''), 'hex')
    if (bytes.length !== 16) throw protocolError(`not a UUID: ${v}`)
    w.fixed(bytes)
  },
  read(r) {
    const hex = r.fixed(16).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  },
}

export function optional<T>(codec: Codec<T>): Codec<T | null> {
  return {
    write(w, v) {
      w.int(v === null ? 0 : 1)
      if (v !== null) codec.write(w, v)
    },
    read: (r) => (r.int() === 0 ? null : codec.read(r)),
  }
}

export function array<T>(codec: Codec<T>): Codec<T[]> {
  return {
    write(w, v) {
      w.uint(v.length)
      for (const item of v) codec.write(w, item)
    },
    read(r) {
      const items: T[] = []
      for (let left = r.count(); left > 0; left--) items.push(codec.read(r))
      return items
    },
  }
}

export function struct<F extends Fields>(fields: F): Codec<StructValue<F>> {
  const entries = Object.entries(fields)
  return {
    write(w, v) {
      for (const [name, codec] of entries) codec.write(w, v[name])
    },
    read(r) {
      const value: Record<string, unknown> = {}
      for (const [name, codec] of entries) value[name] = codec.read(r)
      return value as StructValue<F>
    },
  }
}
