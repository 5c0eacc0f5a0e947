import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * For tests: a site of its own (state directory, database, deployment id) in this process. Call it in vi.hoisted, before
 * anything reads the environment. What labs it made are deleted by `remove`.
 */
export function makeTestSite() {
  const stateDir = mkdtempSync(path.join(tmpdir(), 'virtlab-labs-'))
  process.env.VIRTLAB_STATE = stateDir
  execFileSync(process.execPath, ['scripts/db.mjs', 'deploy'], { stdio: 'pipe' })

  return {
    stateDir,
    async addStudent() {
      const { db } = await import('#lib/db/client.ts')
      const id = randomBytes(4).toString('hex')
      await db().user.create({ data: { id, name: id, email: `${id}@example.test` } })
      return id
    },
    async remove() {
      const { db } = await import('#lib/db/client.ts')
      const { readDeploymentId } = await import('./deployment-id.ts')
      const { configKeys } = await import('./lab-instance.ts')
      const { incus } = await import('#lib/incus/client.ts')
      const { listInstances, removeInstance } = await import('#lib/incus/instances.ts')
      const ours = await listInstances(incus(), configKeys.deployment, await readDeploymentId())
      for (const { name } of ours) await removeInstance(incus(), name)
      await db().$disconnect()
      rmSync(stateDir, { recursive: true, force: true })
    },
  }
}
