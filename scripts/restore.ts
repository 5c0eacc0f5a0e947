/** `npm run restore -- DIRECTORY`: an empty site becomes what was backed up; docs/operations.md. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { db } from '#lib/db/client.ts'
import { incus } from '#lib/incus/client.ts'
import { restoreSite } from '#lib/labs/backup/site-restore.ts'
import { explainBackupError } from './backup/explain.ts'

const [directory] = process.argv.slice(2)
if (!directory) {
  console.error('usage: npm run restore -- DIRECTORY')
  process.exit(2)
}

function migrate(): void {
  const script = path.join(import.meta.dirname, 'db.mjs')
  const { status, stderr, stdout } = spawnSync(process.execPath, [script, 'deploy'], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the database was not brought up to date: ${stderr || stdout}`)
}

try {
  const { createdAt, hosts } = await restoreSite(path.resolve(directory), {
    migrate,
    onProgress: (done, total) => done < total && console.log(`[${done + 1}/${total}] lab host`),
  })
  console.log(`\nRestored: the site of ${createdAt}, ${hosts.length} lab host(s). Start it with npm run up.`)
} catch (error) {
  console.error(`\n${explainBackupError(error)}`)
  process.exitCode = 1
} finally {
  incus().close()
  await db().$disconnect()
}
