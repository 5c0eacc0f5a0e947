import { isAllowedOrigin } from '#lib/auth/origins.ts'

export const pendingCookie = 'virtlab-oidc'

/** The origin that the browser came to, if it is one of ours: a Host header is what anybody says. */
export function ownOrigin(request: Request): string | null {
  const host = request.headers.get('host') ?? ''
  return [`https://${host}`, `http://${host}`].find(isAllowedOrigin) ?? null
}

/** A redirect to a page of ours. */
export function backTo(o: { origin: string; locale: string; path: string; query?: Record<string, string> }): Response {
  const url = new URL(`/${o.locale}${o.path === '/' ? '' : o.path}`, o.origin)
  for (const [name, value] of Object.entries(o.query ?? {})) if (value !== '/') url.searchParams.set(name, value)
  return new Response(null, { status: 303, headers: { location: url.href } })
}
