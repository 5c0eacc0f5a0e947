'use server'

import { cookies, headers } from 'next/headers'
import { getLocale } from 'next-intl/server'
import { isLocale, localeCookie, routing } from '#app/_shell/routing.ts'
import { type SignInResult, signIn, signInSchema } from '#lib/auth/sign-in.ts'

export type SignInAnswer = SignInResult | { result: 'empty'; fields: string[] }

export async function signInAction(_before: SignInAnswer | null, form: FormData): Promise<SignInAnswer> {
  const parsed = signInSchema.safeParse(Object.fromEntries(form))
  if (!parsed.success) return { result: 'empty', fields: parsed.error.issues.map(({ path }) => String(path[0])) }
  const answer = await signIn(parsed.data, await headers())
  if (answer.result !== 'signed-in') return answer
  return { ...answer, locale: (await chosenLocale()) ?? answer.locale }
}

/** The language that somebody chose in this browser, or asked for by its address; else the account's is taken. */
async function chosenLocale() {
  const chosen = (await cookies()).get(localeCookie)?.value
  if (isLocale(chosen)) return chosen
  const page = await getLocale()
  return isLocale(page) && page !== routing.defaultLocale ? page : null
}
