/**
 * How long a jump to each lesson's start state takes: preparing its template for the first time (once per machine), a jump there from
 * another chapter's host (fresh), and back to a host that was left. Run: node scripts/bench/jump.ts
 */
import { makeTestSite } from '#lib/labs/test-site.ts'

const site = makeTestSite()
const { listLessonSlugs } = await import('#lib/lessons/lesson-files.ts')
const { plainStart, startOf, stepsOf } = await import('#lib/lessons/lesson-starts.ts')
const { findOrCreateLab, jumpLab, startLab } = await import('#lib/labs/lab-service.ts')
const { ensureStartTemplate, isStartPrepared } = await import('#lib/labs/starts/start-template.ts')
const { incus } = await import('#lib/incus/client.ts')

async function seconds(work: () => Promise<unknown>): Promise<string> {
  const start = performance.now()
  await work()
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}

try {
  const { id: labId } = await findOrCreateLab({ studentId: await site.addStudent(), courseId: 'bench' })
  await startLab({ labId })
  for (const slug of await listLessonSlugs()) {
    if (startOf(slug) === plainStart) continue
    for (const start of [slug, ...stepsOf(slug).map((step) => `${slug}#${step}`)]) {
      const prepared = (await isStartPrepared(start)) ? 'was there' : await seconds(() => ensureStartTemplate(start))
      await jumpLab({ labId, start: plainStart, resume: true })
      const fresh = await seconds(() => jumpLab({ labId, start }))
      await jumpLab({ labId, start: plainStart, resume: true })
      const back = await seconds(() => jumpLab({ labId, start, resume: true }))
      console.log(`${start}: prepared ${prepared}, jump ${fresh}, back to it ${back}`)
    }
  }
} finally {
  const { listRecords } = await import('#lib/labs/lab-record.ts')
  const { deleteLab } = await import('#lib/labs/lab-service.ts')
  for (const { id } of await listRecords()) await deleteLab({ labId: id })
  await site.remove()
  incus().close()
}
