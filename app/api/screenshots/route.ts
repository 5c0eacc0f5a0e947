import { isAllowedOrigin } from '#lib/auth/origins.ts'
import { requireUser } from '#lib/auth/require-user.ts'
import { saveScreenshot } from '#lib/labs/console/screenshot.ts'
import { explain, refuse } from '../refuse.ts'

/** The picture of a VM's screen: { labId, vm, file }. */
export async function POST(request: Request): Promise<Response> {
  if (!isAllowedOrigin(request.headers.get('origin'))) return refuse({ code: 'foreign-origin' }, 403)
  try {
    const { mime, picture } = await saveScreenshot(await requireUser(), await request.json().catch(() => null))
    return new Response(picture, {
      headers: { 'content-type': mime, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    })
  } catch (error) {
    return explain(error, 'a screenshot failed')
  }
}
