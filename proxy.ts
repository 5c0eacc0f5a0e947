import createMiddleware from 'next-intl/middleware'
import { type NextRequest, NextResponse } from 'next/server'
import { isLocale, localeCookie, routing } from './app/_shell/routing.ts'

const handle = createMiddleware(routing)

/** Puts the locale into the address: the one a person chose, else Chinese. The browser's language list decides nothing. */
export default function proxy(request: NextRequest): NextResponse {
  const [, first] = request.nextUrl.pathname.split('/')
  if (isLocale(first)) return handle(request)
  const chosen = request.cookies.get(localeCookie)?.value
  const url = request.nextUrl.clone()
  url.pathname = `/${isLocale(chosen) ? chosen : routing.defaultLocale}${url.pathname === '/' ? '' : url.pathname}`
  return NextResponse.redirect(url)
}

export const config = { matcher: ['/((?!api/|_next/|ws/|.*\\..*).*)'] }
