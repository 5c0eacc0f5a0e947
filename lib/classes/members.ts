import type { Actor, ClassRole } from '#lib/access/actor.ts'
import { log } from '#lib/base/log.ts'
import { db } from '#lib/db/client.ts'
import { classError } from './class-error.ts'
import { requireClass } from './class-record.ts'
import { announceRightsLost } from './rights-lost.ts'
import { isStaffAccount } from './staff-account.ts'

/** Somebody who was in a class, so that they can be put back. */
export interface Membership {
  userId: string
  role: ClassRole
  joinedAt: Date
}

/** Puts the user into the class, or changes their role in it. The caller has asked whether that is allowed. */
export async function putMember(o: { classId: string; userId: string; role: ClassRole }): Promise<void> {
  const { classId, userId, role } = o
  const where = { classId_userId: { classId, userId } }
  await db().classMember.upsert({ where, create: { classId, userId, role }, update: { role } })
}

/** Codes: as requireClass; class.no-member (404), class.last-instructor. */
export async function changeMemberRole(
  actor: Actor,
  o: { classId: string; userId: string; role: ClassRole },
): Promise<void> {
  const { classId, userId, role } = o
  await requireClass({ actor, classId, verb: 'manage' })
  const where = { classId_userId: { classId, userId } }
  const member = await db().classMember.findUnique({ where, include: { user: true } })
  if (!member) throw classError('no-member', `${userId} is not in ${classId}`, { status: 404 })
  if (member.role !== role && isStaffAccount(member.user, role))
    throw classError('staff-account', 'an account of staff')
  if (role !== 'instructor') await assertInstructorStays(classId, [userId])
  await db().classMember.update({ where, data: { role } })
  announceRightsLost()
}

/**
 * Takes people out of the class; their accounts, labs and results stay. Answers the memberships that there were. Codes: as
 * requireClass; class.last-instructor.
 */
export async function removeMembers(actor: Actor, o: { classId: string; userIds: string[] }): Promise<Membership[]> {
  const { classId, userIds } = o
  await requireClass({ actor, classId, verb: 'manage' })
  await assertInstructorStays(classId, userIds)
  const where = { classId, userId: { in: userIds } }
  const members = await db().classMember.findMany({ where })
  await db().classMember.deleteMany({ where })
  announceRightsLost()
  log.info({ by: actor.userId, class: classId, users: userIds }, 'members removed')
  return members.map(({ userId, role, joinedAt }) => ({ userId, role: role as ClassRole, joinedAt }))
}

/** Puts those back whom removeMembers took out; who has come back meanwhile stays as they are. Codes: as requireClass. */
export async function restoreMembers(actor: Actor, o: { classId: string; members: Membership[] }): Promise<void> {
  const { classId, members } = o
  await requireClass({ actor, classId, verb: 'manage' })
  const ids = members.map(({ userId }) => userId)
  const users = await db().user.findMany({ where: { id: { in: ids } }, select: { id: true, role: true } })
  const roles = new Map(users.map(({ id, role }) => [id, role]))
  const writes = members
    // What comes back through a page must not let anybody in whom a roster could not.
    .filter(({ userId, role }) => roles.has(userId) && !isStaffAccount({ role: roles.get(userId) ?? '' }, role))
    .map(({ userId, role, joinedAt }) => {
      const where = { classId_userId: { classId, userId } }
      return db().classMember.upsert({ where, create: { classId, userId, role, joinedAt }, update: {} })
    })
  await db().$transaction(writes)
}

/** A class without an instructor could be managed by administrators only. */
async function assertInstructorStays(classId: string, leaving: string[]): Promise<void> {
  const where = { classId, role: 'instructor' }
  const [all, left] = await Promise.all([
    db().classMember.count({ where }),
    db().classMember.count({ where: { ...where, userId: { notIn: leaving } } }),
  ])
  if (all > 0 && left === 0) throw classError('last-instructor', `${classId} would have no instructor`)
}
