import http from 'node:http'
import type { IncusClient } from './client.ts'
import { incusRefusal, incusUnreachable } from './incus-error.ts'

/** Far more than any file that we read has: whoever is root in the instance may have put anything in its place. */
const mostBytes = 16 << 20
/** A pipe in its place is never read to its end. */
const timeoutMs = 5_000

/**
 * A text file of an instance, read by Incus from outside: no program of the instance runs. Null if there is no such file, or one
 * beyond reason. Rejects with `incus.unreachable` (it took too long, too) or `incus.<status>`.
 */
export function readInstanceFile(client: IncusClient, instance: string, path: string): Promise<string | null> {
  const { socketPath } = client
  const query = `/1.0/instances/${encodeURIComponent(instance)}/files?path=${encodeURIComponent(path)}`
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs)
    const request = http.get({ socketPath, path: query, signal }, (response) => {
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes <= mostBytes) return
        resolve(null)
        request.destroy()
      })
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (response.statusCode === 404) resolve(null)
        else if (response.statusCode === 200) resolve(text)
        else reject(incusRefusal(response.statusCode ?? 500, text))
      })
    })
    request.on('error', (error) => reject(incusUnreachable(error)))
  })
}
