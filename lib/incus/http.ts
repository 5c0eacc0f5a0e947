import http from 'node:http'
import { incusUnreachable } from './incus-error.ts'

export interface HttpRequest {
  agent: http.Agent
  socketPath: string
  method: string
  path: string
  body?: unknown
  signal?: AbortSignal
}

const closedCodes = ['ECONNRESET', 'EPIPE']

/** One HTTP exchange over the UNIX socket; resolves to the parsed JSON. Rejects with `incus.unreachable` or the abort's reason. */
export async function exchange(request: HttpRequest): Promise<unknown> {
  try {
    return await exchangeOnce(request)
  } catch (error) {
    request.signal?.throwIfAborted()
    // An idle connection that a restarted daemon had closed: asking anew is right, if asking twice does no harm.
    const stale = (error as { stale?: boolean }).stale === true
    if (!stale || request.method !== 'GET') throw incusUnreachable(error)
    return await exchangeOnce(request).catch((again: unknown) => {
      throw incusUnreachable(again)
    })
  }
}

function exchangeOnce({ agent, socketPath, method, path, body, signal }: HttpRequest): Promise<unknown> {
  const payload = body === undefined ? undefined : JSON.stringify(body)
  const headers = payload === undefined ? {} : { 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const request = http.request({ agent, socketPath, method, path, headers, signal }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString()))
        } catch (error) {
          reject(error)
        }
      })
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      reject(Object.assign(error, { stale: request.reusedSocket && closedCodes.includes(error.code ?? '') }))
    })
    request.end(payload)
  })
}
