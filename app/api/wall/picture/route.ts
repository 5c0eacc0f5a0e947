import { requireUser } from '#lib/auth/require-user.ts'
import { readWallPicture } from '#lib/help/wall-picture.ts'
import { explain } from '../../refuse.ts'

/** GET ?lab=ID: a small picture of a running VM's screen, its name in `x-vm`; 204 if there is none. */
export async function GET(request: Request): Promise<Response> {
  try {
    const labId = new URL(request.url).searchParams.get('lab') ?? ''
    const picture = await readWallPicture(await requireUser(), { labId })
    const headers = { 'cache-control': 'no-store' }
    if (!picture) return new Response(null, { status: 204, headers })
    return new Response(picture.jpeg, {
      headers: { ...headers, 'content-type': 'image/jpeg', 'x-vm': encodeURIComponent(picture.name) },
    })
  } catch (error) {
    return explain(error, 'a picture was not taken')
  }
}
