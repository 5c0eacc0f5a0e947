import { getLocale } from 'next-intl/server'
import type { Actor } from '#lib/access/actor.ts'
import { currentAccountSession } from '#lib/auth/require-user.ts'
import { redirect } from './navigation.ts'

/**
 * Who is signed in, or off to the sign-in and back to `path` afterwards; one who must change the password, off to the
 * account.
 */
export async function requirePageUser(path: string): Promise<Actor> {
  const session = await currentAccountSession()
  if (session && !session.mustChangePassword) return session.actor
  const query = path === '/' ? {} : { return: path }
  return redirect({ href: { pathname: session ? '/account' : '/sign-in', query }, locale: await getLocale() })
}
