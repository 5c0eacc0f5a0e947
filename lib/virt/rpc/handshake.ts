import type { Duplex } from 'node:stream'
import { isVirtLabError, VirtLabError } from '#lib/base/error.ts'
import { RpcConnection } from './connection.ts'
import { abortedError, connectionError } from './error.ts'
import { connectProcedures as procedures } from './procedures.ts'
import type { XdrReader } from './xdr.ts'

export type OpenByteStream = (signal?: AbortSignal) => Promise<Duplex>

/** VIR_DRV_FEATURE_PROGRAM_KEEPALIVE; asking for it turns the server's pings on, and only before connectOpen. */
const keepaliveFeature = 10
const auth = { none: 0, polkit: 2 } as const
const timeoutMs = 15_000

export interface ConnectOptions {
  open: OpenByteStream
  uri: string
  signal: AbortSignal
  onEvent?: (procedure: number, payload: XdrReader) => void
  /** Off where a paused reader must not be taken for a dead one. */
  keepalive: boolean
}

/** Opens a byte stream and brings it to an opened hypervisor. Codes: libvirt.disconnected, .auth-unsupported, libvirt.<n>. */
export async function connectRpc({ open, uri, signal, onEvent, keepalive }: ConnectOptions): Promise<RpcConnection> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  const connection = new RpcConnection(await openBytes(open, deadline), onEvent)
  const options = { signal: deadline }
  try {
    const { types } = await connection.call(procedures.authList, {}, options)
    if (types.includes(auth.polkit)) await connection.call(procedures.authPolkit, {}, options)
    else if (!types.includes(auth.none)) throw unsupportedAuth(types)
    if (keepalive) {
      await connection.call(procedures.connectSupportsFeature, { feature: keepaliveFeature }, options)
      connection.startKeepalive()
    }
    await connection.call(procedures.connectOpen, { name: uri, flags: 0 }, options)
    return connection
  } catch (error) {
    connection.destroy()
    throw error
  }
}

/** Says goodbye first: a bare end of file is an error in libvirtd's log, which students read. */
export async function disconnectRpc(connection: RpcConnection): Promise<void> {
  if (!connection.closed) await connection.call(procedures.connectClose, {}, { timeoutMs: 1_000 }).catch(() => {})
  connection.destroy()
}

async function openBytes(open: OpenByteStream, signal: AbortSignal): Promise<Duplex> {
  if (signal.aborted) throw abortedError(signal.reason)
  try {
    return await open(signal)
  } catch (error) {
    if (isVirtLabError(error)) throw error
    throw connectionError('disconnected', error instanceof Error ? error.message : String(error), error)
  }
}

function unsupportedAuth(types: number[]): VirtLabError {
  const words = `libvirtd asks for an authentication that VirtLab does not have (${types.join(', ')})`
  return new VirtLabError({ code: 'libvirt.auth-unsupported', message: words, params: { words }, status: 502 })
}
