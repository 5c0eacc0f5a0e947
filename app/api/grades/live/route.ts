import { watchGrades } from '#lib/gradebook/watch-grades.ts'
import { serverEvents } from '../../server-events.ts'

export const dynamic = 'force-dynamic'

/** GET ?class=ID: the grades of the class's students as they change, as server-sent events ({ studentId, grades }). */
export function GET(request: Request): Promise<Response> {
  const classId = new URL(request.url).searchParams.get('class') ?? ''
  return serverEvents(request, 'grades were not watched', (actor, tell) => watchGrades(actor, classId, tell))
}
