import { randomBytes } from 'node:crypto'
import { singleton } from '../base/singleton.ts'

export const ticketLifetimeMs = 30_000

/** What a ticket opens: exactly one WebSocket, by the session that asked for it. */
export interface TicketGrant {
  userId: string
  sessionId: string
  purpose: string
  labId: string
  /** UUID of a domain, for its screen or console. */
  domain: string | null
}

interface Ticket extends TicketGrant {
  expiresAt: number
}

const tickets = () => singleton('tickets', () => new Map<string, Ticket>())

/** A single-use ticket. Kept in memory: one that a restart loses is asked for again. */
export function issueTicket(grant: TicketGrant, now = Date.now()): string {
  dropExpired(now)
  const id = randomBytes(32).toString('base64url')
  tickets().set(id, { ...grant, expiresAt: now + ticketLifetimeMs })
  return id
}

/** Takes the ticket away, whatever comes of it; null unless it was valid for this session and purpose. */
export function redeemTicket(
  id: string,
  by: { sessionId: string; purpose: string },
  now = Date.now(),
): TicketGrant | null {
  const ticket = tickets().get(id)
  tickets().delete(id)
  if (!ticket || ticket.expiresAt < now) return null
  if (ticket.sessionId !== by.sessionId || ticket.purpose !== by.purpose) return null
  const { expiresAt: _, ...grant } = ticket
  return grant
}

function dropExpired(now: number): void {
  for (const [id, ticket] of tickets()) if (ticket.expiresAt < now) tickets().delete(id)
}
