import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { isAllowedOrigin } from '#lib/auth/origins.ts'
import { requireUser } from '#lib/auth/require-user.ts'
import { performOperation } from '#lib/labs/operations/perform-operation.ts'
import { downloadVolume } from '#lib/labs/storage/download-volume.ts'
import { explain, refuse } from '../refuse.ts'

export const dynamic = 'force-dynamic'

/** Sends a volume: ?labId=&pool=&volume=. A link of another site's can only make its reader download their own. */
export async function GET(request: Request): Promise<Response> {
  try {
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const { name, bytes, stream } = await downloadVolume(await requireUser(), query)
    const plain = name.replaceAll(/[^\w .()+,-]/g, '_')
    return new Response(Readable.toWeb(stream) as unknown as BodyInit, {
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeRfc8187(name)}`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        ...(bytes === null ? {} : { 'content-length': String(bytes) }),
      },
    })
  } catch (error) {
    return explain(error, 'a volume could not be sent or taken')
  }
}

/**
 * Takes a file as a new volume: ?labId=&jobId=&pool=&volume=&file=, its size in X-Volume-Size. Answers when libvirt has
 * all of it; a body that ends early leaves nothing behind.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isAllowedOrigin(request.headers.get('origin'))) return refuse({ code: 'foreign-origin' }, 403)
  const { labId, jobId, ...input } = Object.fromEntries(new URL(request.url).searchParams)
  const sizeBytes = Number(request.headers.get('x-volume-size') ?? Number.NaN)
  const body = request.body ? Readable.fromWeb(request.body as unknown as ReadableStream) : null
  // Whoever reads it learns of its failure; here it only must not go unheard before that.
  body?.on('error', () => {})
  try {
    const actor = await requireUser()
    const operation = 'volume-upload'
    await performOperation(actor, { labId, jobId, operation, input: { ...input, sizeBytes } }, body)
    return new Response(null, { status: 204 })
  } catch (error) {
    return explain(error, 'a volume could not be sent or taken')
  } finally {
    body?.destroy()
  }
}

/** https://www.rfc-editor.org/rfc/rfc8187#section-3.2 */
function encodeRfc8187(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
