'use server'

import { cookies, headers } from 'next/headers'
import { setLocale } from '#lib/auth/accounts.ts'
import { currentSession } from '#lib/auth/require-user.ts'
import { signOut } from '#lib/auth/sign-out.ts'
import { isLocale, localeCookie } from './routing.ts'

const yearS = 365 * 24 * 60 * 60

/** Remembers the language: in this browser, and with the account if there is one. */
export async function chooseLocaleAction(locale: string): Promise<void> {
  if (!isLocale(locale)) return
  const store = await cookies()
  store.set(localeCookie, locale, { path: '/', maxAge: yearS, sameSite: 'lax' })
  const session = await currentSession()
  if (session) await setLocale(session.actor.userId, locale)
}

export async function signOutAction(): Promise<void> {
  await signOut(await headers())
}
