'use server'

import { requireUser } from '#lib/auth/require-user.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { readSnapshotSizes } from '#lib/labs/snapshots/read-snapshot-sizes.ts'

/** Bytes by snapshot, as far as they are known. */
export async function snapshotSizes(labId: string, vm: string): Promise<Record<string, number>> {
  const actor = await requireUser()
  try {
    return await readSnapshotSizes({ actor, labId: String(labId), vm: String(vm) })
  } catch (error) {
    if (isVirtLabError(error)) return {}
    throw error
  }
}
