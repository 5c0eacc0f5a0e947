import { describe, expect, it } from 'vitest'
import { issueTicket, redeemTicket, ticketLifetimeMs } from './tickets.ts'

const grant = { userId: 'u', sessionId: 's', purpose: 'terminal', labId: 'lab', domain: null }
const by = { sessionId: 's', purpose: 'terminal' }

describe('tickets', () => {
  it('open once', () => {
    const id = issueTicket(grant)
    expect(redeemTicket(id, by)).toEqual(grant)
    expect(redeemTicket(id, by)).toBeNull()
  })
  it('are for one session and one purpose, and gone after a wrong try', () => {
    for (const wrong of [
      { ...by, sessionId: 'x' },
      { ...by, purpose: 'screen' },
    ]) {
      const id = issueTicket(grant)
      expect(redeemTicket(id, wrong)).toBeNull()
      expect(redeemTicket(id, by)).toBeNull()
    }
  })
  it('expire', () => {
    const id = issueTicket(grant, 1_000)
    expect(redeemTicket(id, by, 1_000 + ticketLifetimeMs + 1)).toBeNull()
  })
  it('cannot be made up', () => {
    expect(redeemTicket('', by)).toBeNull()
    expect(redeemTicket('__proto__', by)).toBeNull()
  })
})
