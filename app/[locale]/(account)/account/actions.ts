'use server'

import { problemAt } from '#app/_account/form-problems.ts'
import { actionFailure } from '#app/_classes/action-failure.ts'
import { passwordProblem, personNameSchema } from '#lib/auth/account-rules.ts'
import { changePassword, renameSelf } from '#lib/auth/own-account.ts'
import { requireAccountSession, requireSession } from '#lib/auth/require-user.ts'
import { endSessions } from '#lib/auth/session-ends.ts'
import type { WireError } from '#lib/gateway/protocol.ts'

/** `at` tells one success from the next. */
export type AccountAnswer = { at: number } | { errors: WireError[] }

export async function renameSelfAction(_before: unknown, form: FormData): Promise<AccountAnswer> {
  const name = personNameSchema.safeParse(form.get('name'))
  if (!name.success) return { errors: [problemAt('name', 'auth-name')] }
  return answer(async () => renameSelf((await requireSession()).actor, name.data))
}

/** Open also to one who must change the password first. */
export async function changePasswordAction(_before: unknown, form: FormData): Promise<AccountAnswer> {
  const [present, next] = [String(form.get('present') ?? ''), String(form.get('password') ?? '')]
  const weak = passwordProblem(next, null)
  if (weak) return { errors: [problemAt('password', `auth-password-${weak}`)] }
  return answer(async () => changePassword(await requireAccountSession(), { present, next }))
}

export async function endOtherSessionsAction(): Promise<AccountAnswer> {
  return answer(async () => {
    const { actor, sessionId } = await requireSession()
    await endSessions({ userId: actor.userId, except: sessionId })
  })
}

async function answer(act: () => Promise<void>): Promise<AccountAnswer> {
  try {
    await act()
    return { at: Date.now() }
  } catch (error) {
    return { errors: [actionFailure(error, 'an account was not changed')] }
  }
}
