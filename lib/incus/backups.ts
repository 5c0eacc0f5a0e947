import http from 'node:http'
import type { Readable } from 'node:stream'
import { answerSchema } from './answer.ts'
import type { IncusClient } from './client.ts'
import { incusRefusal, incusUnreachable } from './incus-error.ts'

/** Rejects like the functions of instances.ts; with `incus.no-space` if Incus has no room for the file that it makes first. */

const backupName = 'virtlab-export'

/**
 * The stopped instance as one file of Incus's own format, to be read to its end; what Incus made for it is gone when the stream is.
 * `optimized`: as the storage's own stream, for the same kind of storage.
 */
export async function openBackup(
  client: IncusClient,
  instance: string,
  { optimized = false }: { optimized?: boolean } = {},
): Promise<{ stream: Readable; bytes: number | null }> {
  const path = `/1.0/instances/${encodeURIComponent(instance)}/backups`
  const remove = () => client.request('DELETE', `${path}/${backupName}`).catch(() => {})
  await remove()
  const expires_at = new Date(Date.now() + 24 * 3_600_000).toISOString()
  const body = { name: backupName, expires_at, instance_only: true, optimized_storage: optimized }
  await client.request('POST', path, { ...body, compression_algorithm: 'zstd' })
  const response = await send(client, { method: 'GET', path: `${path}/${backupName}/export` })
  if (response.statusCode !== 200) {
    await remove()
    throw incusRefusal(response.statusCode ?? 500, 'the backup was not sent')
  }
  response.once('close', () => void remove())
  const length = Number(response.headers['content-length'])
  return { stream: response, bytes: Number.isSafeInteger(length) && length > 0 ? length : null }
}

/** Makes an instance of such a file. */
export async function importBackup(client: IncusClient, { name, stream }: { name: string; stream: Readable }) {
  const headers = { 'content-type': 'application/octet-stream', 'x-incus-name': name }
  const response = await send(client, { method: 'POST', path: '/1.0/instances', headers }, stream)
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const answer = answerSchema.parse(JSON.parse(Buffer.concat(chunks).toString()))
  if (answer.type === 'error') throw incusRefusal(answer.error_code, answer.error)
  if (answer.type === 'sync') return
  const operation = await client.waitOperation(answer.metadata.id)
  if (operation.status_code >= 400) throw incusRefusal(operation.status_code, operation.err)
}

function send(
  { socketPath }: IncusClient,
  options: { method: string; path: string; headers?: Record<string, string> },
  body?: Readable,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = http.request({ socketPath, ...options }, resolve)
    request.on('error', (error) => reject(incusUnreachable(error)))
    if (!body) return void request.end()
    body.on('error', (error) => {
      request.destroy()
      reject(error)
    })
    body.pipe(request)
  })
}
