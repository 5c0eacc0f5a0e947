import { watchProvisioning } from '#lib/labs/provision/provision-class.ts'
import { serverEvents } from '../server-events.ts'

export const dynamic = 'force-dynamic'

/** GET ?class=ID: how far the class's labs are, as server-sent events (Provisioning or null), at once and at each change. */
export function GET(request: Request): Promise<Response> {
  const classId = new URL(request.url).searchParams.get('class') ?? ''
  return serverEvents(request, 'provisioning was not watched', (actor, onChange) =>
    watchProvisioning({ actor, classId, onChange }),
  )
}
