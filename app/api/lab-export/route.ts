import { Readable } from 'node:stream'
import { requireUser } from '#lib/auth/require-user.ts'
import { exportLab } from '#lib/labs/backup/export-lab.ts'
import { explain } from '../refuse.ts'

export const dynamic = 'force-dynamic'

/** GET ?labId=: the lab's host as one file; docs/operations.md says how to make a host of it again. */
export async function GET(request: Request): Promise<Response> {
  try {
    const labId = new URL(request.url).searchParams.get('labId') ?? ''
    const { name, stream } = await exportLab(await requireUser(), labId)
    return new Response(Readable.toWeb(stream) as unknown as BodyInit, {
      headers: {
        'content-type': 'application/zstd',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    return explain(error, 'a lab was not exported')
  }
}
