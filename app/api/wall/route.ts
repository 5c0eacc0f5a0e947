import { watchWall } from '#lib/help/wall.ts'
import { serverEvents } from '../server-events.ts'

export const dynamic = 'force-dynamic'

/** GET ?class=ID: the wall of a class as server-sent events (WallMessage), for as long as the page is there. */
export function GET(request: Request): Promise<Response> {
  const classId = new URL(request.url).searchParams.get('class') ?? ''
  return serverEvents(request, 'the wall was not opened', (actor, onMessage, onEnd) =>
    watchWall(actor, { classId, onMessage, onEnd }),
  )
}
