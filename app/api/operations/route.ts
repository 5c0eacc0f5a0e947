import { isAllowedOrigin } from '#lib/auth/origins.ts'
import { requireUser } from '#lib/auth/require-user.ts'
import { cancelOperation, performOperation } from '#lib/labs/operations/perform-operation.ts'
import { explain, refuse } from '../refuse.ts'

/** Does an operation of a widget and answers when it has ended. No server action: those wait for each other. */
export function POST(request: Request): Promise<Response> {
  return answer(request, performOperation)
}

/** Cancels it. */
export function DELETE(request: Request): Promise<Response> {
  return answer(request, cancelOperation)
}

async function answer(request: Request, act: typeof performOperation): Promise<Response> {
  if (!isAllowedOrigin(request.headers.get('origin'))) return refuse({ code: 'foreign-origin' }, 403)
  try {
    await act(await requireUser(), await request.json().catch(() => null))
    return new Response(null, { status: 204 })
  } catch (error) {
    return explain(error, 'an operation failed')
  }
}
