import { log } from '#lib/base/log.ts'
import { incus } from '#lib/incus/client.ts'
import { removeInstance } from '#lib/incus/instances.ts'
import { listLessonSlugs } from '#lib/lessons/lesson-files.ts'
import { startOf, stepsOf } from '#lib/lessons/lesson-starts.ts'
import { recountQuotasSoon } from '../recount-quotas.ts'
import { ensureStartTemplate, listStartTemplates } from './start-template.ts'

/** What no lesson here starts from may be another site's on this Incus; a day later nobody's. */
const keepMs = 24 * 3600 * 1000

/**
 * Prepares the start states of all lessons, one after the other, so that nobody waits for one, and deletes the templates of scripts
 * that have changed. What fails is tried again when a student asks for it.
 */
export async function prepareStarts(): Promise<void> {
  const current = new Set<string | null>()
  for (const lesson of await listLessonSlugs()) {
    for (const start of [startOf(lesson), ...stepsOf(lesson).map((step) => `${lesson}#${step}`)]) {
      try {
        current.add(await ensureStartTemplate(start))
      } catch (error) {
        log.error({ err: error, start }, 'a start state was not prepared')
      }
    }
  }
  for (const { name, createdAt } of await listStartTemplates()) {
    if (current.has(name) || Date.now() - createdAt < keepMs) continue
    await removeInstance(incus(), name)
    recountQuotasSoon()
  }
}
