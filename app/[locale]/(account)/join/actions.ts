'use server'

import { headers } from 'next/headers'
import { getLocale } from 'next-intl/server'
import { problemAt, readNames } from '#app/_account/form-problems.ts'
import { actionFailure } from '#app/_classes/action-failure.ts'
import { passwordProblem } from '#lib/auth/account-rules.ts'
import { peerAddress } from '#lib/auth/peer-address.ts'
import { requireUser } from '#lib/auth/require-user.ts'
import { signIn } from '#lib/auth/sign-in.ts'
import { type JoinKey, joinClass, joinWithNewAccount } from '#lib/classes/join.ts'
import type { WireError } from '#lib/gateway/protocol.ts'

export type JoinAnswer = { joined: true } | { joined: false; errors: WireError[] }

/** Somebody without an account: makes it, in the class, and signs in. */
export async function signUpAction(_before: unknown, form: FormData): Promise<JoinAnswer> {
  const { name, username, problems } = readNames(form)
  const password = String(form.get('password') ?? '')
  const weak = passwordProblem(password, username)
  if (weak) problems.push(problemAt('password', `auth-password-${weak}`))
  if (problems.length > 0) return { joined: false, errors: problems }
  try {
    const locale = (await getLocale()) === 'en' ? 'en' : 'zh'
    const request = await headers()
    await joinWithNewAccount({ name, username, password, locale }, keyOf(form), peerAddress(request))
    await signIn({ account: username, password }, request)
    return { joined: true }
  } catch (error) {
    return { joined: false, errors: [actionFailure(error, 'nobody was signed up')] }
  }
}

/** Somebody who is signed in. */
export async function joinClassAction(_before: unknown, form: FormData): Promise<JoinAnswer> {
  try {
    await joinClass(await requireUser(), keyOf(form), peerAddress(await headers()))
    return { joined: true }
  } catch (error) {
    return { joined: false, errors: [actionFailure(error, 'nobody joined')] }
  }
}

function keyOf(form: FormData): JoinKey {
  const token = form.get('token')
  return typeof token === 'string' ? { token } : { code: String(form.get('code') ?? '') }
}
