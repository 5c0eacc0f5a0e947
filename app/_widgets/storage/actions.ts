'use server'

import { requireUser } from '#lib/auth/require-user.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { type PoolSupport, readPoolSupport } from '#lib/labs/storage/pool-support.ts'

/** What kinds of pool this lab's host can define and start; null if it cannot be asked. */
export async function poolSupport(labId: string): Promise<PoolSupport[] | null> {
  const actor = await requireUser()
  try {
    return await readPoolSupport({ actor, labId })
  } catch (error) {
    if (isVirtLabError(error)) return null
    throw error
  }
}
