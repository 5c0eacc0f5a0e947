import { z } from 'zod'
import { log } from '../base/log.ts'
import { signInLimit } from './attempt-limit.ts'
import { auth, disabledCode } from './auth.ts'
import { peerAddress } from './peer-address.ts'

export const signInSchema = z.object({
  account: z.string().trim().toLowerCase().min(1).max(200),
  password: z.string().min(1).max(200),
})

export type SignInResult =
  | { result: 'signed-in'; locale: 'zh' | 'en' }
  | { result: 'refused' }
  | { result: 'disabled' }
  | { result: 'wait'; seconds: number }

/**
 * Signs in by user name or e-mail address; the session cookie is set on the action's response. `headers` are the
 * request's. That an account is disabled is told only to one who knows its password.
 */
export async function signIn(form: z.infer<typeof signInSchema>, headers: Headers): Promise<SignInResult> {
  const attempt = { account: form.account, address: peerAddress(headers) }
  const seconds = signInLimit.waitBefore(attempt)
  if (seconds > 0) return { result: 'wait', seconds }
  try {
    const { user } = await checkPassword(form, headers)
    signInLimit.forgive('account', form.account)
    return { result: 'signed-in', locale: user.locale === 'en' ? 'en' : 'zh' }
  } catch (error) {
    if (isDisabled(error)) return { result: 'disabled' }
    if (!isRefusal(error)) throw error
    signInLimit.recordFailure(attempt)
    log.info({ account: form.account, address: attempt.address }, 'sign-in refused')
    return { result: 'refused' }
  }
}

async function checkPassword({ account, password }: z.infer<typeof signInSchema>, headers: Headers) {
  const { api } = auth()
  const answer = account.includes('@')
    ? await api.signInEmail({ body: { email: account, password }, headers })
    : await api.signInUsername({ body: { username: account, password }, headers })
  if (!answer) throw Object.assign(new Error('no such account'), { statusCode: 401 })
  return answer as { user: { locale?: string } }
}

/** Whether a session was refused because its account is disabled. */
export function isDisabled(error: unknown): boolean {
  return (error as { body?: { code?: string } } | null)?.body?.code === disabledCode
}

function isRefusal(error: unknown): boolean {
  const status = (error as { statusCode?: number } | null)?.statusCode
  return status !== undefined && status >= 400 && status < 500
}
