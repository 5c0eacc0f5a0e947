import { watchProvisioning } from '#lib/labs/provision/provision-class.ts'
import { classEvents } from '../server-events.ts'

export const dynamic = 'force-dynamic'

/** GET ?class=ID: how far the class's labs are, as server-sent events (Provisioning or null), at once and at each change. */
export function GET(request: Request): Promise<Response> {
  return classEvents(request, 'provisioning was not watched', 'view', (asked, onChange) =>
    watchProvisioning({ ...asked, onChange }),
  )
}
