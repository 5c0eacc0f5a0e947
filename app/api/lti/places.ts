import { cookies } from 'next/headers'
import { isLocale, type Locale, localeCookie, routing } from '#app/_shell/routing.ts'
import type { Refusal } from '#lib/lti/lti-error.ts'
import { backTo } from '../oidc/places.ts'

export const cookiePath = '/api/lti'

/** The fields of a form, or of a query; what is no text is left out. */
export function readFields(form: FormData | URLSearchParams): Record<string, string> {
  return Object.fromEntries([...form].filter((field): field is [string, string] => typeof field[1] === 'string'))
}

/** The page that says why somebody was not let in, and what to do. */
export async function refusedPage(o: {
  request: Request
  origin: string
  reason: Refusal
  locale: Locale | null
}): Promise<Response> {
  const { request, origin, reason } = o
  const locale = o.locale ?? (await likelyLocale(request))
  return backTo({ origin, locale, path: '/launch-refused', query: { reason } })
}

/** Of somebody who is nobody yet: as chosen in this browser, else as the browser asks. */
async function likelyLocale(request: Request): Promise<Locale> {
  const chosen = (await cookies()).get(localeCookie)?.value
  if (isLocale(chosen)) return chosen
  const asked = request.headers.get('accept-language')?.slice(0, 2).toLowerCase()
  return isLocale(asked) ? asked : routing.defaultLocale
}
