import { watchExports } from '#lib/labs/exports/manage-exports.ts'
import { classEvents } from '../server-events.ts'

export const dynamic = 'force-dynamic'

/** GET ?class=ID: the class's exported labs, as server-sent events (ExportJob[]), at once and at each change. */
export function GET(request: Request): Promise<Response> {
  return classEvents(request, 'exports were not watched', 'manage', (asked, onChange) =>
    watchExports({ ...asked, onChange }),
  )
}
