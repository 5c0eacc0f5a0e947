import { watchWall } from '#lib/help/wall.ts'
import { classEvents } from '../server-events.ts'

export const dynamic = 'force-dynamic'

/** GET ?class=ID: the wall of a class as server-sent events (WallMessage). */
export function GET(request: Request): Promise<Response> {
  return classEvents(request, 'the wall was not opened', 'view', ({ actor, classId }, onMessage) =>
    watchWall(actor, { classId, onMessage }),
  )
}
