import { z } from 'zod'
import { isAllowedOrigin } from '#lib/auth/origins.ts'
import { requireUser } from '#lib/auth/require-user.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import { confirmedRowsSchema } from '#app/_classes/roster-schema.ts'
import { importRoster } from '#lib/classes/roster/import-roster.ts'
import { toWireError } from '#lib/labs/lab-error.ts'
import { explain, refuse } from '../refuse.ts'

const schema = z.object({ classId: z.string().min(1).max(64), rows: confirmedRowsSchema })

/**
 * Imports a roster and answers lines of JSON: {done, total} while passwords are hashed, then {result} or {error}. To end the
 * request before the last of the first kind cancels it. No server action: those tell nothing before they have ended.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isAllowedOrigin(request.headers.get('origin'))) return refuse({ code: 'foreign-origin' }, 403)
  const input = schema.safeParse(await request.json().catch(() => null))
  if (!input.success) return refuse({ code: 'class.roster-input', userMessage: 'class-roster-input' }, 400)
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  // Who reads may have gone; the import notices that by its signal.
  const tell = (line: object) => void writer.write(encoder.encode(`${JSON.stringify(line)}\n`)).catch(() => {})
  const begun = Promise.withResolvers<void>()
  try {
    const importing = importRoster(await requireUser(), {
      ...input.data,
      signal: request.signal,
      onProgress: (done, total) => {
        tell({ done, total })
        begun.resolve()
      },
    })
    // What is refused at once is refused by a status.
    await Promise.race([begun.promise, importing])
    void importing
      .then((result) => tell({ result }))
      .catch((error: unknown) => tell({ error: failure(error) }))
      .finally(() => void writer.close().catch(() => {}))
    return new Response(readable, { headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' } })
  } catch (error) {
    return explain(error, 'a roster was not imported')
  }
}

const encoder = new TextEncoder()

function failure(error: unknown) {
  if (isVirtLabError(error)) return toWireError(error)
  log.error({ err: error }, 'a roster was not imported')
  return { code: 'unexpected', userMessage: 'unexpected', params: {} }
}
