import { toolKeys } from '#lib/lti/tool-key.ts'

export const dynamic = 'force-dynamic'

/** The public half of the site's key, for platforms to check what it signs. */
export async function GET(): Promise<Response> {
  return Response.json(await toolKeys(), { headers: { 'cache-control': 'public, max-age=300' } })
}
