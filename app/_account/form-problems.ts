import { personNameSchema, usernameSchema } from '#lib/auth/account-rules.ts'
import type { WireError } from '#lib/gateway/protocol.ts'

/** What a server action says of fields that cannot be right; each at its field. */
export function problemAt(field: string, userMessage: string): WireError {
  return { code: userMessage.replace('-', '.'), userMessage, params: {}, field }
}

/** Name and user name of a new account. */
export function readNames(form: FormData): { name: string; username: string; problems: WireError[] } {
  const name = personNameSchema.safeParse(form.get('name'))
  const username = usernameSchema.safeParse(form.get('username'))
  const problems = [
    ...(name.success ? [] : [problemAt('name', 'auth-name')]),
    ...(username.success ? [] : [problemAt('username', 'auth-username')]),
  ]
  return { name: name.data ?? '', username: username.data ?? '', problems }
}
