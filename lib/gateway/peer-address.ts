import type { IncomingMessage } from 'node:http'
import { env } from '../base/env.ts'

/**
 * Writes who really asks into x-forwarded-for, for the limits of signing in. What a client says there is believed only
 * of a reverse proxy: on this machine, and named by VIRTLAB_ORIGINS; and then only the entry that it added itself.
 */
export function setPeerAddress(request: IncomingMessage): void {
  const peer = request.socket.remoteAddress ?? 'unknown'
  const behindProxy = env.extraOrigins.length > 0 && isLoopback(peer)
  const told = request.headers['x-forwarded-for']
  const last = (Array.isArray(told) ? told.join(',') : told)?.split(',').at(-1)?.trim()
  request.headers['x-forwarded-for'] = (behindProxy && last) || peer
  if (behindProxy) return
  delete request.headers['x-forwarded-host']
  delete request.headers['x-forwarded-proto']
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.')
}
