import { cookies, headers } from 'next/headers'
import { isLocale, localeCookie } from '#app/_shell/routing.ts'
import { completeLaunch } from '#lib/lti/complete-launch.ts'
import type { Entrance } from '#lib/lti/enter-course.ts'
import { cookiePrefix } from '#lib/lti/launch-state.ts'
import { backTo, ownOrigin } from '../../oidc/places.ts'
import { refuse } from '../../refuse.ts'
import { cookiePath, readFields, refusedPage } from '../places.ts'
import { postAgain } from './post-again.ts'

export const dynamic = 'force-dynamic'

/** The platform's token, by way of the browser. */
export async function POST(request: Request): Promise<Response> {
  const origin = ownOrigin(request)
  if (!origin) return refuse({ code: 'not-found' }, 404)
  const fields = readFields(await request.formData().catch(() => new URLSearchParams()))
  const store = await cookies()
  const own = store.getAll().filter(({ name }) => name.startsWith(cookiePrefix))
  if (own.length === 0 && !fields.again) return postAgain(request, fields)
  const used: string[] = []
  const cookie = (name: string) => {
    used.push(name)
    return store.get(name)?.value
  }
  const answer = await completeLaunch(fields, { cookie, headers: await headers() })
  for (const name of used) store.delete({ name, path: cookiePath })
  if (answer.result === 'refused') return refusedPage({ request, origin, ...answer })
  const chosen = store.get(localeCookie)?.value
  const locale = answer.locale ?? (isLocale(chosen) ? chosen : answer.entrance.locale)
  return backTo({ origin, locale, path: placeOf(answer.entrance) })
}

/** Somebody opened or reloaded the address by itself. */
export async function GET(request: Request): Promise<Response> {
  const origin = ownOrigin(request)
  if (!origin) return refuse({ code: 'not-found' }, 404)
  return refusedPage({ request, origin, reason: 'bad-request', locale: null })
}

function placeOf({ lesson, role, classId }: Entrance): string {
  if (lesson) return `/lessons/${lesson}`
  return role === 'student' ? '/' : `/classes/${classId}`
}
