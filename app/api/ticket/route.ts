import { z } from 'zod'
import { isAllowedOrigin } from '#lib/auth/origins.ts'
import { requireSession } from '#lib/auth/require-user.ts'
import { issueTicket } from '#lib/auth/tickets.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { labPurposes, usingPurposes } from '#lib/gateway/protocol.ts'
import { requireLab } from '#lib/labs/require-lab.ts'

const schema = z.object({
  purpose: z.enum(labPurposes),
  labId: z.string().min(1).max(64),
  domain: z.uuid().optional(),
})

/** A ticket for one WebSocket (lib/gateway/protocol.ts). */
export async function POST(request: Request): Promise<Response> {
  if (!isAllowedOrigin(request.headers.get('origin'))) return refuse('foreign-origin', 403)
  const parsed = schema.safeParse(await request.json().catch(() => null))
  if (!parsed.success) return refuse('bad-request', 400)
  const { purpose, labId, domain = null } = parsed.data
  try {
    const { actor, sessionId } = await requireSession()
    const who = { actor, labId }
    // What is opened is noted in the audit log when it is.
    await requireLab(usingPurposes.includes(purpose) ? { ...who, verb: 'use', act: null } : { ...who, verb: 'view' })
    return Response.json({ ticket: issueTicket({ userId: actor.userId, sessionId, purpose, labId, domain }) })
  } catch (error) {
    if (isVirtLabError(error)) return refuse(error.code, error.status)
    throw error
  }
}

function refuse(code: string, status: number): Response {
  return Response.json({ code }, { status })
}
