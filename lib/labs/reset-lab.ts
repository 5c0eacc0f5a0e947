import { isVirtLabError } from '#lib/base/error.ts'
import { db } from '#lib/db/client.ts'
import { incus } from '#lib/incus/client.ts'
import { findInstance, imageOf, readInstance, removeInstance, renameInstance } from '#lib/incus/instances.ts'
import { explainFailure } from './lab-error.ts'
import { readLabLimits } from './class-limits.ts'
import { createLabInstance } from './lab-instance.ts'
import type { LabRecord } from './lab-record.ts'
import { advance } from './phase-board.ts'
import { recountQuotasSoon } from './recount-quotas.ts'

/** The fresh instance until the old one is gone. A crash in between leaves it for finishReset. */
export function freshName(instance: string): string {
  return `${instance}-new`
}

/**
 * Puts a fresh, stopped instance, a copy of `template` or of the image, in the old one's place. The old one goes only when the
 * fresh one is there; if that cannot be made, nothing has changed and the cause is thrown as `lab.…`.
 */
export async function replaceInstance(lab: LabRecord, template: string | null): Promise<void> {
  const { id, instance } = lab
  const fresh = freshName(instance)
  const before = await findInstance(incus(), instance)
  await advance(id, { type: 'reset' })
  try {
    await removeInstance(incus(), fresh)
    const limits = await readLabLimits(lab.studentId)
    await createLabInstance({ labId: id, name: fresh, template, limits })
    const image = imageOf(await readInstance(incus(), fresh))
    await db().lab.updateMany({ where: { id }, data: { image } })
  } catch (error) {
    await removeInstance(incus(), fresh).catch(() => {})
    await advance(id, { type: before ? (before.running ? 'ready' : 'stopped') : 'removed' })
    throw explainFailure(error)
  }
  await removeInstance(incus(), instance)
  recountQuotasSoon()
  await renameInstance(incus(), fresh, instance)
}

/** After a crash in the middle: undone if the old instance is still there, else finished. */
export async function finishReset(instance: string): Promise<void> {
  const fresh = freshName(instance)
  if (!(await findInstance(incus(), fresh))) return
  if (await findInstance(incus(), instance)) return removeInstance(incus(), fresh)
  await renameInstance(incus(), fresh, instance).catch((error: unknown) => {
    if (!isVirtLabError(error, 'incus.404')) throw error
  })
}
