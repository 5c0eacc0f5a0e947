import { checkPoolForm, checkTargetSafe } from '#lib/virt/commands/check-pool-form.ts'
import { canBuild, type PoolForm } from '#lib/virt/commands/pool-form.ts'
import { buildPool, definePool, setPoolAutostart, startPool, stopPool, undefinePool } from '#lib/virt/pool-lifecycle.ts'
import { readPools } from '#lib/virt/pool.ts'
import { poolXml } from '#lib/virt/xml/pool-xml.ts'
import type { LabHost } from '../lab-host.ts'
import type { OperationContext } from '../operations/operation.ts'
import { refuseFirst } from './refuse.ts'

/** Where a path really leads, and those of its folders that are not there yet, the outermost first. */
const surveyScript = `realpath -m -- "$1" && path=$1 && missing= && while [ ! -e "$path" ]; do missing="$path
$missing"; path=$(dirname -- "$path"); done; printf %s "$missing"`
/** Deepest first; one that is not empty stays. */
const clearScript = 'for path do rmdir -- "$path" 2>/dev/null; done; true'

/**
 * Defines a pool, and builds, starts and autostarts it as chosen; if one of these fails, nothing of it is left. Codes:
 * storage.*, libvirt.<n>.
 */
export async function createPool(
  form: PoolForm,
  { libvirt, host, signal }: Pick<OperationContext, 'libvirt' | 'host' | 'signal'>,
): Promise<void> {
  refuseFirst(checkPoolForm(form, await readPools(libvirt)))
  const missing = form.target && form.type !== 'iscsi' ? await surveyTarget(host, form.target) : []
  const pool = await definePool(libvirt, { xml: poolXml(form) })
  let started = false
  try {
    signal.throwIfAborted()
    if (form.build && canBuild(form)) await buildPool(libvirt, pool)
    if (form.start) {
      await startPool(libvirt, pool)
      started = true
    }
    if (form.autostart) await setPoolAutostart(libvirt, { ...pool, autostart: true })
    signal.throwIfAborted()
  } catch (error) {
    if (started) await stopPool(libvirt, pool)
    await undefinePool(libvirt, pool)
    if (missing.length > 0) await host.run(['sh', '-c', clearScript, 'clear', ...missing.toReversed()])
    throw error
  }
}

/** Refuses a target that leads elsewhere by a link; tells which folders a build will make. */
async function surveyTarget(host: LabHost, target: string): Promise<string[]> {
  const { stdout } = await host.run(['sh', '-c', surveyScript, 'survey', target])
  const [real = target, ...missing] = stdout.split('\n').filter((line) => line !== '')
  refuseFirst(checkTargetSafe(real))
  return missing
}
