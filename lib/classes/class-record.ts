import { randomBytes, randomInt } from 'node:crypto'
import type { Actor, ClassRole } from '#lib/access/actor.ts'
import { assertCan } from '#lib/access/assert-can.ts'
import { can, type Verb } from '#lib/access/can.ts'
import { db } from '#lib/db/client.ts'
import { classError } from './class-error.ts'
import { compareNames } from './compare-names.ts'
import { classesSubject, classSubject } from './subject.ts'

export interface ClassRecord {
  id: string
  name: string
  /** With it students join by themselves; null while joining is closed. */
  joinCode: string | null
  createdAt: Date
  archivedAt: Date | null
}

export interface ClassSummary extends ClassRecord {
  students: number
}

export interface ClassMember {
  userId: string
  name: string
  username: string | null
  role: ClassRole
  joinedAt: Date
}

/** Makes a class that the actor teaches. Code: access.forbidden. */
export async function createClass(actor: Actor, { name }: { name: string }): Promise<ClassRecord> {
  assertCan(actor, 'manage', await classesSubject(actor))
  const id = randomBytes(6).toString('hex')
  const members = { create: { userId: actor.userId, role: 'instructor' } }
  return db().class.create({ data: { id, name, joinCode: newJoinCode(), members } })
}

/**
 * The class, if the actor may `verb` it; an archived one only for what says `archivedToo`: its list, its grades, its end. Codes:
 * class.not-found (404, also for one that the actor may not see), access.forbidden, class.archived (409).
 */
export async function requireClass(o: {
  actor: Actor
  classId: string
  verb: Verb
  archivedToo?: boolean
}): Promise<ClassRecord> {
  const { actor, classId, verb } = o
  const record = await db().class.findUnique({ where: { id: classId } })
  const subject = await classSubject(actor, classId)
  if (!record || !can(actor, 'view', subject)) throw classError('not-found', `no class ${classId}`, { status: 404 })
  assertCan(actor, verb, subject)
  if (record.archivedAt && !o.archivedToo) throw classError('archived', `class ${classId} is archived`)
  return record
}

/** The classes that the actor may see: those where they are staff, every one for an administrator; the newest first, archived last. */
export async function listClasses(actor: Actor): Promise<ClassSummary[]> {
  const mine = { members: { some: { userId: actor.userId, role: { in: ['assistant', 'instructor'] } } } }
  const where = actor.role === 'admin' ? {} : mine
  const include = { _count: { select: { members: { where: { role: 'student' } } } } }
  const classes = await db().class.findMany({ where, include, orderBy: { createdAt: 'desc' } })
  return classes
    .map(({ _count, ...record }) => ({ ...record, students: _count.members }))
    .sort((a, b) => Number(a.archivedAt !== null) - Number(b.archivedAt !== null))
}

/** Staff first, then students by name. The caller has asked whether the class may be seen. */
export async function listMembers(classId: string): Promise<ClassMember[]> {
  const members = await db().classMember.findMany({
    where: { classId },
    include: { user: { select: { name: true, username: true } } },
  })
  members.sort((a, b) => a.role.localeCompare(b.role) || compareNames(a.user, b.user))
  const isStudent = ({ role }: { role: string }) => role === 'student'
  return [...members.filter((one) => !isStudent(one)), ...members.filter(isStudent)].map(
    ({ userId, role, joinedAt, user }) => ({
      userId,
      role: role as ClassRole,
      joinedAt,
      ...user,
    }),
  )
}

/** To be read out and typed: no letters that look alike. 8 of 31 signs. */
export function newJoinCode(): string {
  const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
  const part = () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('')
  return `${part()}-${part()}`
}
