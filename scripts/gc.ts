/** `npm run gc [-- --dry-run]`: removes what nothing of this site needs any more; safe while it runs; docs/operations.md. */
import { db } from '#lib/db/client.ts'
import { incus } from '#lib/incus/client.ts'
import { findGarbage } from '#lib/labs/gc.ts'
import { explainBackupError } from './backup/explain.ts'

const dryRun = process.argv.includes('--dry-run')
try {
  const garbage = await findGarbage()
  let failed = 0
  for (const { kind, name, bytes, remove } of garbage) {
    const size = bytes === null ? '' : `${Math.round(bytes / 1024 ** 2)} MiB`
    console.log(`${kind.padEnd(10)} ${name.padEnd(44)} ${size}`)
    if (dryRun) continue
    await remove().catch((error: unknown) => {
      failed++
      console.error(`  not removed: ${explainBackupError(error)}`)
    })
  }
  const mib = Math.round(garbage.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0) / 1024 ** 2)
  const verb = dryRun ? 'would be removed' : 'removed'
  console.log(garbage.length === 0 ? 'Nothing to remove.' : `${garbage.length - failed} ${verb}, ${mib} MiB.`)
  if (dryRun && garbage.length > 0) console.log('Nothing was removed: without --dry-run it is.')
  if (failed > 0) process.exitCode = 1
} catch (error) {
  console.error(explainBackupError(error))
  process.exitCode = 1
} finally {
  incus().close()
  await db().$disconnect()
}
