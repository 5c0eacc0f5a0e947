import type { SocketPurpose } from '#lib/gateway/protocol.ts'

interface Wanted {
  purpose: SocketPurpose
  labId: string
  domain?: string
}

/** Of the server's 30 s. */
const freshMs = 20_000
const early = new Map<string, { ticket: Promise<string>; askedAt: number }>()

/** Asks for tickets that sockets will want as soon as the page is drawn; each serves one socket. */
export function askEarly(labId: string, purposes: SocketPurpose[]): void {
  for (const purpose of purposes) {
    const ticket = request({ purpose, labId })
    // Whoever wants it hears of it.
    ticket.catch(() => {})
    early.set(`${purpose} ${labId}`, { ticket, askedAt: performance.now() })
  }
}

/** A single-use ticket for a socket. Rejects with TicketRefused when there is none to be had. */
export async function getTicket(wanted: Wanted, signal?: AbortSignal): Promise<string> {
  const key = `${wanted.purpose} ${wanted.labId}`
  const asked = wanted.domain === undefined ? early.get(key) : undefined
  early.delete(key)
  return asked && performance.now() - asked.askedAt < freshMs ? asked.ticket : request(wanted, signal)
}

async function request({ purpose, labId, domain }: Wanted, signal?: AbortSignal): Promise<string> {
  const answer = await fetch('/api/ticket', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ purpose, labId, domain }),
    signal,
  })
  // Signed out meanwhile, here or by staff: the page asks again who is there, and ends at the sign-in.
  if (answer.status === 401) window.location.reload()
  if (!answer.ok) throw new TicketRefused(answer.status)
  return ((await answer.json()) as { ticket: string }).ticket
}

export class TicketRefused extends Error {
  readonly status: number
  constructor(status: number) {
    super(`no ticket: HTTP ${status}`)
    this.status = status
  }
}
