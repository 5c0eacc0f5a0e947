/**
 * A class of 30 labs from nothing, as "give each student a lab" makes it: until all are ready, and of each lab from its turn to ready;
 * then the memory that they take at rest. Run: node scripts/bench/class.ts [students]
 */
import os from 'node:os'
import { makeTestSite } from '#lib/labs/test-site.ts'

const site = makeTestSite()
const { db } = await import('#lib/db/client.ts')
const { incus } = await import('#lib/incus/client.ts')
const { readUsage } = await import('#lib/incus/instances.ts')
const { listRecords } = await import('#lib/labs/lab-record.ts')
const { deleteLab } = await import('#lib/labs/lab-service.ts')
const { beginProvisioning, planProvisioning, watchProvisioning } = await import(
  '#lib/labs/provision/provision-class.ts'
)

const count = Number(process.argv[2] ?? 30)
const start = process.argv[3] ?? 'plain'
const mebibyte = 1024 ** 2

function spread(values: number[]): string {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return `median ${at(0.5).toFixed(1)}, p95 ${at(0.95).toFixed(1)}, most ${at(1).toFixed(1)}`
}

try {
  const teacher = await site.addStudent()
  const students = await Promise.all(Array.from({ length: count }, () => site.addStudent()))
  const members = [{ userId: teacher, role: 'instructor' }, ...students.map((userId) => ({ userId, role: 'student' }))]
  await db().class.create({ data: { id: 'bench', name: 'bench', members: { create: members } } })
  const actor = { userId: teacher, role: 'instructor', name: 'bench', locale: 'en' } as const
  const asked = { actor, classId: 'bench' }
  const { seconds } = await planProvisioning(asked)

  const freeBefore = os.freemem()
  const done = Promise.withResolvers<Awaited<ReturnType<typeof beginProvisioning>>>()
  await watchProvisioning({ ...asked, onChange: (run) => run?.endedAt && done.resolve(run) })
  const began = performance.now()
  await beginProvisioning({ ...asked, start })
  const run = await done.promise
  const all = (performance.now() - began) / 1000

  const labs = run.labs.map(({ startedAt, endedAt }) => ((endedAt ?? 0) - (startedAt ?? 0)) / 1000)
  const failed = run.labs.filter(({ state }) => state !== 'ready')
  console.log(
    `${count} labs from nothing: all ready after ${all.toFixed(1)} s (planned ${seconds} s), ${failed.length} failed`,
  )
  console.log(`one lab, from its turn to ready, s: ${spread(labs)}`)
  for (const { error } of failed) console.log(error)
  const instances = new Set((await listRecords()).map(({ instance }) => instance))
  const used = [...(await readUsage(incus()))].flatMap(([name, { memoryBytes }]) =>
    instances.has(name) ? [memoryBytes / mebibyte] : [],
  )
  console.log(`memory of one lab at rest, MiB: ${spread(used)}`)
  console.log(
    `memory of the machine that they took: ${Math.round((freeBefore - os.freemem()) / mebibyte / count)} MiB a lab`,
  )
} finally {
  const gone = performance.now()
  for (const { id } of await listRecords()) await deleteLab({ labId: id })
  console.log(`deleted again: ${((performance.now() - gone) / 1000).toFixed(1)} s`)
  await site.remove()
  incus().close()
}
