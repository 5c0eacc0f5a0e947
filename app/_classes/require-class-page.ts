import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { cache } from 'react'
import { redirect } from '#app/_shell/navigation.ts'
import { requirePageUser } from '#app/_shell/require-page-user.ts'
import type { Actor } from '#lib/access/actor.ts'
import { can, type Verb } from '#lib/access/can.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { type ClassRecord, requireClass } from '#lib/classes/class-record.ts'
import { classSubject } from '#lib/classes/subject.ts'

export interface ClassPage {
  actor: Actor
  record: ClassRecord
  /** What else the actor may do in it now: nothing in an archived one. */
  may: Record<Verb, boolean>
  /** Whether the actor manages it, archived or not. */
  manages: boolean
}

/**
 * The class that a page shows, for one who may `view` it; for others, signed in, there is no such page. An archived class has
 * only the pages that ask by readClassPage.
 */
export async function requireClassPage(classId: string): Promise<ClassPage> {
  const page = await readClassPage(classId)
  if (!page.record.archivedAt) return page
  return redirect({ href: `/classes/${classId}`, locale: await getLocale() })
}

/** The same, for what an archived class shows too. Read once per request. */
export const readClassPage = cache(async (classId: string): Promise<ClassPage> => {
  const actor = await requirePageUser(`/classes/${classId}`)
  try {
    const record = await requireClass({ actor, classId, verb: 'view', archivedToo: true })
    const subject = await classSubject(actor, classId)
    const may = (verb: Verb) => !record.archivedAt && can(actor, verb, subject)
    const manages = can(actor, 'manage', subject)
    return { actor, record, may: { view: true, use: may('use'), manage: may('manage') }, manages }
  } catch (error) {
    if (isVirtLabError(error, 'class.not-found')) notFound()
    throw error
  }
})
