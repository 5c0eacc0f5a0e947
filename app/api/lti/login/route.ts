import { cookies } from 'next/headers'
import { log } from '#lib/base/log.ts'
import { beginLaunch } from '#lib/lti/begin-launch.ts'
import { launchLifetimeS } from '#lib/lti/launch-state.ts'
import { isLaunchRefused } from '#lib/lti/lti-error.ts'
import { ownOrigin } from '../../oidc/places.ts'
import { refuse } from '../../refuse.ts'
import { cookiePath, readFields, refusedPage } from '../places.ts'

export const dynamic = 'force-dynamic'

export async function GET(request: Request): Promise<Response> {
  return begin(request, readFields(new URL(request.url).searchParams))
}

export async function POST(request: Request): Promise<Response> {
  return begin(request, readFields(await request.formData().catch(() => new URLSearchParams())))
}

/** A platform says that somebody comes: the browser is sent there to fetch its token. */
async function begin(request: Request, fields: Record<string, string>): Promise<Response> {
  const origin = ownOrigin(request)
  if (!origin) return refuse({ code: 'not-found' }, 404)
  try {
    const { location, cookie } = await beginLaunch(fields, `${origin}/api/lti/launch`)
    const secure = origin.startsWith('https:')
    const options = { path: cookiePath, httpOnly: true, sameSite: 'lax', secure, maxAge: launchLifetimeS } as const
    ;(await cookies()).set(cookie.name, cookie.value, options)
    return new Response(null, { status: 303, headers: { location: location.href } })
  } catch (error) {
    log.warn({ err: error }, 'a launch was not begun')
    const reason = isLaunchRefused(error) ? error.reason : 'unexpected'
    return refusedPage({ request, origin, reason, locale: null })
  }
}
