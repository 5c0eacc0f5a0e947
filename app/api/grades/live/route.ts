import { watchGrades } from '#lib/gradebook/watch-grades.ts'
import { classEvents } from '../../server-events.ts'

export const dynamic = 'force-dynamic'

/** GET ?class=ID: the grades of the class's students as they change, as server-sent events ({ studentId, grades }). */
export function GET(request: Request): Promise<Response> {
  return classEvents(request, 'grades were not watched', 'view', ({ actor, classId }, tell) =>
    watchGrades(actor, classId, tell),
  )
}
