import { headers } from 'next/headers'
import { isVirtLabError } from '#lib/base/error.ts'
import { peerAddress } from '#lib/auth/peer-address.ts'
import { findJoinOffer, type JoinKey, type JoinOffer } from '#lib/classes/join.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { toWireError } from '#lib/labs/lab-error.ts'

/** What the key opens for whoever asks for the page, or why it does not. */
export async function findOffer(key: JoinKey): Promise<{ offer: JoinOffer } | { error: WireError }> {
  try {
    return { offer: await findJoinOffer(key, peerAddress(await headers())) }
  } catch (error) {
    if (isVirtLabError(error)) return { error: toWireError(error) }
    throw error
  }
}
