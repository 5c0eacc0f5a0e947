import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { env } from '#lib/base/env.ts'
import { singleton } from '#lib/base/singleton.ts'

/** Eight hex digits that mark this site's instances in Incus, so that several sites can share one; kept in stateDir. */
export function readDeploymentId(): Promise<string> {
  return singleton('deployment-id', readOrMake)
}

async function readOrMake(): Promise<string> {
  const file = path.join(env.stateDir, 'deployment-id')
  const draft = `${file}.${process.pid}`
  await mkdir(env.stateDir, { recursive: true })
  await writeFile(draft, randomBytes(4).toString('hex'))
  // Of two processes that start at once, one wins, and no one sees half a file.
  await link(draft, file).catch(() => {})
  await rm(draft)
  return (await readFile(file, 'utf8')).trim()
}
