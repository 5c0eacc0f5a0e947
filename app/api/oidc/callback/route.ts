import { cookies, headers } from 'next/headers'
import { routing } from '#app/_shell/routing.ts'
import { singleSignOn } from '#lib/auth/oidc/config.ts'
import { finishOidc } from '#lib/auth/oidc/sign-in.ts'
import { refuse } from '../../refuse.ts'
import { backTo, ownOrigin, pendingCookie } from '../places.ts'

export const dynamic = 'force-dynamic'

/** Where the site's OpenID Connect server sends the browser back to. */
export async function GET(request: Request): Promise<Response> {
  const origin = ownOrigin(request)
  if (!singleSignOn() || !origin) return refuse({ code: 'not-found' }, 404)
  const store = await cookies()
  const pending = store.get(pendingCookie)?.value ?? ''
  store.delete({ name: pendingCookie, path: '/api/oidc' })
  const { search } = new URL(request.url)
  const { result, next, locale } = await finishOidc({ search, pending, headers: await headers() })
  const back = { origin, locale: locale ?? routing.defaultLocale }
  if (result === 'signed-in') return backTo({ ...back, path: next })
  return backTo({ ...back, path: '/sign-in', query: { sso: result, return: next } })
}
