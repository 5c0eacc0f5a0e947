import { cookies } from 'next/headers'
import { safeReturnPath } from '#app/[locale]/(account)/sign-in/safe-return-path.ts'
import { isLocale, routing } from '#app/_shell/routing.ts'
import { singleSignOn } from '#lib/auth/oidc/config.ts'
import { beginOidc, pendingLifetimeS } from '#lib/auth/oidc/sign-in.ts'
import { log } from '#lib/base/log.ts'
import { refuse } from '../../refuse.ts'
import { backTo, ownOrigin, pendingCookie } from '../places.ts'

export const dynamic = 'force-dynamic'

/** Sends the browser to the site's OpenID Connect server: ?return=&locale=. */
export async function GET(request: Request): Promise<Response> {
  const origin = ownOrigin(request)
  if (!singleSignOn() || !origin) return refuse({ code: 'not-found' }, 404)
  const query = new URL(request.url).searchParams
  const asked = query.get('locale')
  const locale = isLocale(asked) ? asked : routing.defaultLocale
  const next = safeReturnPath(query.get('return') ?? undefined)
  try {
    const { location, pending } = await beginOidc({ redirectUri: `${origin}/api/oidc/callback`, next, locale })
    const secure = origin.startsWith('https:')
    const path = '/api/oidc'
    const store = await cookies()
    store.set(pendingCookie, pending, { path, httpOnly: true, sameSite: 'lax', secure, maxAge: pendingLifetimeS })
    return Response.redirect(location, 303)
  } catch (error) {
    log.error({ err: error }, 'the single sign-on server cannot be reached')
    return backTo({ origin, locale, path: '/sign-in', query: { sso: 'unreachable', return: next } })
  }
}
