import type { ClassRole } from '#lib/access/actor.ts'

/**
 * Whether others may not put this account into a class in that role: an administrator's, or one who teaches as a student. It would
 * open their labs to whoever teaches the class. They come by the class's code, of their own will.
 */
export function isStaffAccount(user: { role: string }, role: ClassRole): boolean {
  return user.role === 'admin' || (user.role === 'instructor' && role === 'student')
}
