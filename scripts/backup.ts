/** `npm run backup -- [DIRECTORY]`: everything in one directory: database, secrets, every lab's host; docs/operations.md. */
import path from 'node:path'
import { db } from '#lib/db/client.ts'
import { incus } from '#lib/incus/client.ts'
import { backUpSite } from '#lib/labs/backup/site-backup.ts'
import { explainBackupError } from './backup/explain.ts'

const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[T:]/g, '-')
const directory = path.resolve(process.argv[2] ?? `virtlab-backup-${stamp}`)
try {
  const { hosts } = await backUpSite(directory, ({ done, total, instance, lost }) => {
    if (lost.length > 0) console.log(`  not saved, off in the backup: ${lost.join(', ')}`)
    else console.log(instance ? `[${done + 1}/${total}] ${instance}` : 'database')
  })
  const mib = Math.round(hosts.reduce((sum, { bytes }) => sum + bytes, 0) / 1024 ** 2)
  console.log(`\n${hosts.length} lab host(s), ${mib} MiB: ${directory}`)
  console.log('It holds passwords and keys: keep it as safe as the site itself.')
} catch (error) {
  console.error(`\n${explainBackupError(error)}`)
  process.exitCode = 1
} finally {
  incus().close()
  await db().$disconnect()
}
