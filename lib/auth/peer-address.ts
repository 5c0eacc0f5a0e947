/** Who asks, for limits: the gateway writes the peer's address into x-forwarded-for (lib/gateway/peer-address.ts). */
export function peerAddress(headers: Headers): string {
  return headers.get('x-forwarded-for') ?? 'unknown'
}
