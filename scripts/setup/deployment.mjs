import fs from 'node:fs'
import { probeIncus, tryIncus } from './incus.mjs'
import { inState } from './settings.mjs'

/** How the names of this deployment's labs begin, or null before it has made any. */
export function deploymentPrefix() {
  const file = inState('deployment-id')
  return fs.existsSync(file) ? `vl-${fs.readFileSync(file, 'utf8').trim().slice(0, 8)}-` : null
}

/** Removes every lab of this deployment: for tests, which have a deployment of their own. */
export async function deleteOwnLabs() {
  const prefix = deploymentPrefix()
  if (!prefix || (await probeIncus()) === 'silent') return
  const { exitCode, stdout } = await tryIncus(['list', '--format', 'json'])
  if (exitCode !== 0) return
  const names = JSON.parse(stdout).map(({ name }) => name)
  for (const name of names.filter((name) => name.startsWith(prefix))) await tryIncus(['delete', '--force', name])
}
