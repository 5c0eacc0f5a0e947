import { Readable } from 'node:stream'
import { requireUser } from '#lib/auth/require-user.ts'
import { openExport } from '#lib/labs/exports/manage-exports.ts'
import { explain } from '../../refuse.ts'

export const dynamic = 'force-dynamic'

/** GET ?id=&index=: one host of an exported lab, as it comes from the disk. */
export async function GET(request: Request): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams
    const asked = { id: query.get('id') ?? '', index: Number(query.get('index') ?? 0) }
    const { name, bytes, stream } = await openExport(await requireUser(), asked)
    return new Response(Readable.toWeb(stream) as unknown as BodyInit, {
      headers: {
        'content-type': 'application/zstd',
        'content-disposition': `attachment; filename="${name}"`,
        'content-length': String(bytes),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    return explain(error, 'an export was not sent')
  }
}
