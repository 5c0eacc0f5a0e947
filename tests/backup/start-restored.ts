/** In a process of its own, with VIRTLAB_STATE of a restored site: starts its one lab and runs a line in it. */
import { db } from '#lib/db/client.ts'
import { incus } from '#lib/incus/client.ts'
import { reconcileLabs } from '#lib/labs/reconcile-labs.ts'
import { readPhase, startLab } from '#lib/labs/lab-service.ts'

await reconcileLabs()
const lab = await db().lab.findFirstOrThrow({ include: { student: { include: { progress: true, classes: true } } } })
const before = readPhase(lab.id)
await startLab({ labId: lab.id })
const { stdout } = await incus().run(lab.instance, ['sh', '-c', process.argv[2] ?? 'true'], { timeoutMs: 60_000 })
const { progress, classes } = lab.student
console.log(
  JSON.stringify({ instance: lab.instance, before, stdout, progress: progress.length, classes: classes.length }),
)
process.exit(0)
