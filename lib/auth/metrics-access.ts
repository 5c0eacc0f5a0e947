import { createHash, timingSafeEqual } from 'node:crypto'
import { env } from '../base/env.ts'
import { peerAddress } from './peer-address.ts'

/**
 * Whether the request may read the metrics: it carries the token of VIRTLAB_METRICS_TOKEN, or comes from this machine; the latter says
 * nothing where a proxy of ours stands before the site.
 */
export function mayReadMetrics(
  headers: Headers,
  { token = env.metricsToken, proxied = env.extraOrigins.length > 0 }: { token?: string; proxied?: boolean } = {},
): boolean {
  const given = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (given !== undefined) return token !== undefined && isSame(given, token)
  if (proxied) return false
  const peer = peerAddress(headers)
  return peer === '::1' || /^(::ffff:)?127\./.test(peer)
}

const digest = (text: string) => createHash('sha256').update(text).digest()
const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other))
