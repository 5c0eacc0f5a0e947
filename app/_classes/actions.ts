'use server'

import { requireUser } from '#lib/auth/require-user.ts'
import { createClass } from '#lib/classes/class-record.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { actionFailure } from './action-failure.ts'
import { classNameSchema } from './class-name.ts'

export async function createClassAction(
  _before: unknown,
  form: FormData,
): Promise<{ id: string } | { error: WireError }> {
  const name = classNameSchema.safeParse(form.get('name'))
  if (!name.success) return { error: { code: 'class.name', userMessage: 'class-name', params: {}, field: 'name' } }
  try {
    return { id: (await createClass(await requireUser(), { name: name.data })).id }
  } catch (error) {
    return { error: actionFailure(error, 'a class was not made') }
  }
}
