'use server'

import { z } from 'zod'
import { requireUser } from '#lib/auth/require-user.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { checkPicture, type PictureFinding } from '#lib/labs/console/picture-checks.ts'
import { vmName } from '#lib/labs/operations/names.ts'

const schema = z.object({ labId: z.string().max(64), vm: vmName.refine((name) => !name.includes('/')) })

/** What the lab host says about a VM that shows no picture; null if it cannot be asked. */
export async function pictureFindings(question: { labId: string; vm: string }): Promise<PictureFinding[] | null> {
  const actor = await requireUser()
  try {
    return await checkPicture({ actor, ...schema.parse(question) })
  } catch (error) {
    if (isVirtLabError(error)) return null
    throw error
  }
}
