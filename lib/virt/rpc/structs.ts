import { type Codec, int, optional, string, struct, uuid } from './codec.ts'
import { protocolError, type XdrReader } from './xdr.ts'

/** The structures that calls and events share. */

export const domain = struct({ name: string, uuid, id: int })
export const network = struct({ name: string, uuid })
export const pool = struct({ name: string, uuid })
export const volume = struct({ pool: string, name: string, key: string })
export const snapshot = struct({ name: string, domain })

/** https://libvirt.org/html/libvirt-virterror.html#virError */
export const remoteError = struct({
  code: int,
  domain: int,
  message: optional(string),
  level: int,
  dom: optional(domain),
  str1: optional(string),
  str2: optional(string),
  str3: optional(string),
  int1: int,
  int2: int,
  net: optional(network),
})

/** 64-bit values are a number where that is exact, else a bigint. */
export type TypedValue = number | bigint | boolean | string

function narrow(value: bigint): number | bigint {
  const asNumber = Number(value)
  return Number.isSafeInteger(asNumber) ? asNumber : value
}

const typedReaders: Record<number, (r: XdrReader) => TypedValue> = {
  1: (r) => r.int(),
  2: (r) => r.uint(),
  3: (r) => narrow(r.hyper()),
  4: (r) => narrow(r.uhyper()),
  5: (r) => r.double(),
  6: (r) => r.int() !== 0,
  7: (r) => r.string(),
}

/** https://libvirt.org/html/libvirt-libvirt-common.html#virTypedParameter: `type` is virTypedParameterType. */
export interface TypedParameter {
  field: string
  type: number
  value: TypedValue
}

export const typedParameter: Codec<TypedParameter> = {
  write(w, { field, type, value }) {
    w.string(field)
    w.int(type)
    if (type === 1) w.int(Number(value))
    else if (type === 2) w.uint(Number(value))
    else if (type === 3) w.hyper(BigInt(value))
    else if (type === 4) w.uhyper(BigInt(value))
    else if (type === 5) w.double(Number(value))
    else if (type === 6) w.int(value ? 1 : 0)
    else w.string(String(value))
  },
  read(r) {
    const field = r.string()
    const type = r.int()
    const read = typedReaders[type]
    if (!read) throw protocolError(`unknown type ${type} of parameter ${field}`)
    return { field, type, value: read(r) }
  },
}
