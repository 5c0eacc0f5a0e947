import { singleton } from '#lib/base/singleton.ts'
import { db } from '#lib/db/client.ts'
import { providerOf } from '../platforms.ts'

/** Who sends what is queued, when this process does. Null: another will, or this one later. */
export const sender = () => singleton('lti-sender', (): { wake: (() => Promise<void>) | null } => ({ wake: null }))

/**
 * Notes that the platforms may have to be told of these students' scores: in every link of their courses that takes scores. What the
 * score is, and whether it is news, is found out when it is sent.
 */
export async function queueScores(studentIds: string[]): Promise<void> {
  const provider = { startsWith: providerOf('') }
  const accounts = await db().account.findMany({ where: { userId: { in: studentIds }, providerId: provider } })
  let queued = 0
  for (const { userId: studentId, providerId, accountId: subject } of accounts) {
    const issuer = providerId.slice(providerOf('').length)
    const attended = { members: { some: { userId: studentId, role: 'student' } } }
    const course = { platform: { issuer }, class: attended }
    const links = await db().ltiLink.findMany({ where: { lineItem: { not: null }, course }, select: { id: true } })
    for (const { id: linkId } of links) {
      const now = { dueAt: new Date(), failures: 0, subject }
      await db().ltiScore.upsert({
        where: { linkId_studentId: { linkId, studentId } },
        create: { linkId, studentId, ...now },
        update: { ...now, revision: { increment: 1 } },
      })
    }
    queued += links.length
  }
  if (queued > 0) void sender().wake?.()
}

/** Everybody's, as after a restart: grades may have changed in the moment before it. */
export async function queueAllScores(): Promise<void> {
  const where = { providerId: { startsWith: providerOf('') } }
  const accounts = await db().account.findMany({ where, select: { userId: true } })
  await queueScores(accounts.map(({ userId }) => userId))
}
