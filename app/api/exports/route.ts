import { watchExports } from '#lib/labs/exports/manage-exports.ts'
import { serverEvents } from '../server-events.ts'

export const dynamic = 'force-dynamic'

/** GET ?class=ID: the class's exported labs, as server-sent events (ExportJob[]), at once and at each change. */
export function GET(request: Request): Promise<Response> {
  const classId = new URL(request.url).searchParams.get('class') ?? ''
  return serverEvents(request, 'exports were not watched', (actor, onChange) =>
    watchExports({ actor, classId, onChange }),
  )
}
