import type { Actor } from '#lib/access/actor.ts'
import type { Subject } from '#lib/access/can.ts'
import { roleInClass, roleTowardsStudent, staffRole } from './class-role.ts'

/** A student's lab, as the actor stands to it. */
export async function labSubject({ userId }: Actor, studentId: string): Promise<Extract<Subject, { kind: 'lab' }>> {
  return {
    kind: 'lab',
    studentId,
    classRole: userId === studentId ? null : await roleTowardsStudent(userId, studentId),
  }
}

/** A class, as the actor stands to it. */
export async function classSubject({ userId }: Actor, classId: string): Promise<Subject> {
  return { kind: 'class', classRole: await roleInClass(userId, classId) }
}

/** The list of classes, as the actor stands to it. */
export async function classesSubject({ userId }: Actor): Promise<Subject> {
  return { kind: 'classes', classRole: await staffRole(userId) }
}
