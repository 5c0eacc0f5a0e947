import { createHash, randomBytes } from 'node:crypto'

/** A link's secret, shown once, and what is kept of it. */
export function newInvitationToken(): { token: string; tokenHash: string } {
  const token = randomBytes(24).toString('base64url')
  return { token, tokenHash: hashToken(token) }
}

/** The key of an invitation. No salt: a random token of 192 bits cannot be looked up in any table. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
