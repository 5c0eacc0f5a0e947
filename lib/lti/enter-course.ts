import { randomBytes, randomUUID } from 'node:crypto'
import type { ClassRole } from '#lib/access/actor.ts'
import { log } from '#lib/base/log.ts'
import { newJoinCode } from '#lib/classes/class-record.ts'
import { type Database, db } from '#lib/db/client.ts'
import { listLessonSlugs } from '#lib/lessons/lesson-files.ts'
import type { Launch } from './claims.ts'
import { LaunchRefused } from './lti-error.ts'
import { type Platform, providerOf } from './platforms.ts'
import { queueScores } from './scores/queue-scores.ts'

type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0]

/** Where a launch leads. */
export interface Entrance {
  userId: string
  classId: string
  role: ClassRole
  /** Null: the course map. */
  lesson: string | null
  locale: 'zh' | 'en'
}

/**
 * Makes of a launch what is not there yet, all or nothing: the account, the class, the membership, the link; name and role are
 * brought up to date. The account's own role stays. Opens no session. Refuses: disabled, archived, no-lesson.
 */
export async function enterCourse(platform: Platform, launch: Launch): Promise<Entrance> {
  const { lesson } = launch.link
  if (lesson !== null && !(await listLessonSlugs()).includes(lesson))
    throw new LaunchRefused('no-lesson', `the link's custom parameter names no lesson: ${lesson}`)
  const enter = () => db().$transaction((transaction) => enterWith(transaction, platform, launch))
  // Two first launches at once: the second finds what the first has made.
  const { entrance, toTell } = await enter().catch((error: unknown) => {
    if ((error as { code?: string } | null)?.code === 'P2002') return enter()
    throw error
  })
  log.info(
    { user: entrance.userId, class: entrance.classId, platform: platform.id },
    'came in from a learning platform',
  )
  await queueScores(toTell)
  return entrance
}

/** `toTell`: the students whose scores the platform may not know yet. */
async function enterWith(
  transaction: Transaction,
  platform: Platform,
  launch: Launch,
): Promise<{ entrance: Entrance; toTell: string[] }> {
  const { role } = launch
  const user = await putAccount(transaction, launch)
  const { id: courseId, classId, archived } = await putCourse(transaction, platform, launch)
  if (archived && role === 'student') throw new LaunchRefused('archived', `class ${classId} is archived`)
  await putMembership(transaction, { classId, userId: user.id, role })
  const changed = await putLink(transaction, courseId, launch)
  const students = changed ? await transaction.classMember.findMany({ where: { classId, role: 'student' } }) : []
  return {
    entrance: { userId: user.id, classId, role, lesson: launch.link.lesson, locale: launch.locale ?? user.locale },
    toTell: changed ? students.map(({ userId }) => userId) : role === 'student' ? [user.id] : [],
  }
}

async function putAccount(
  transaction: Transaction,
  { issuer, subject, name, locale }: Launch,
): Promise<{ id: string; locale: 'zh' | 'en' }> {
  const key = { providerId: providerOf(issuer), accountId: subject }
  const known = await transaction.account.findUnique({
    where: { providerId_accountId: key },
    include: { user: true },
  })
  if (known?.user.disabledAt) throw new LaunchRefused('disabled', `account ${known.userId} is disabled`)
  if (known) {
    if (name && name !== known.user.name) await transaction.user.update({ where: { id: known.userId }, data: { name } })
    return { id: known.userId, locale: known.user.locale === 'en' ? 'en' : 'zh' }
  }
  const id = randomUUID()
  await transaction.user.create({
    data: {
      id,
      name: name ?? subject.slice(0, 80),
      email: `${id}@virtlab.local`,
      role: 'student',
      locale: locale ?? 'zh',
      accounts: { create: { id: randomUUID(), ...key, updatedAt: new Date() } },
    },
  })
  return { id, locale: locale ?? 'zh' }
}

async function putCourse(
  transaction: Transaction,
  { id: platformId, name }: Platform,
  { deploymentId, course }: Launch,
): Promise<{ id: string; classId: string; archived: boolean }> {
  const key = { platformId, deploymentId, contextId: course.id }
  const known = await transaction.ltiCourse.findUnique({
    where: { platformId_deploymentId_contextId: key },
    include: { class: true },
  })
  if (known) return { id: known.id, classId: known.classId, archived: known.class.archivedAt !== null }
  const [id, classId] = [randomUUID(), randomBytes(6).toString('hex')]
  await transaction.class.create({ data: { id: classId, name: course.title ?? name, joinCode: newJoinCode() } })
  await transaction.ltiCourse.create({ data: { id, ...key, classId } })
  return { id, classId, archived: false }
}

async function putMembership(
  transaction: Transaction,
  { classId, userId, role }: { classId: string; userId: string; role: ClassRole },
): Promise<void> {
  const where = { classId_userId: { classId, userId } }
  await transaction.classMember.upsert({ where, create: { classId, userId, role }, update: { role } })
}

/** Answers whether it leads or reports elsewhere than before: what was sent there does not count here. */
async function putLink(transaction: Transaction, courseId: string, { course, link }: Launch): Promise<boolean> {
  const { id: resourceId, lesson, lineItem } = link
  const where = { courseId_resourceId: { courseId, resourceId } }
  const title = link.title ?? lesson ?? course.title ?? ''
  const known = await transaction.ltiLink.findUnique({ where })
  const { id: linkId } = await transaction.ltiLink.upsert({
    where,
    create: { id: randomUUID(), courseId, resourceId, title, lesson, lineItem },
    update: { title, lesson, lineItem },
  })
  const changed = !known || known.lesson !== lesson || known.lineItem !== lineItem
  if (known && changed)
    await transaction.ltiScore.updateMany({ where: { linkId }, data: { given: null, sentAt: null } })
  return changed
}
