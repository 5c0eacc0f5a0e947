import { z } from 'zod'
import type { IncusClient } from './client.ts'

/** Rejects like the functions of instances.ts. A snapshot holds the file system, not the processes. */
export async function createSnapshot(client: IncusClient, instance: string, name: string): Promise<void> {
  await client.request('POST', snapshotsPath(instance), { name, stateful: false })
}

export async function listSnapshots(client: IncusClient, instance: string): Promise<string[]> {
  const paths = z.array(z.string()).parse(await client.request('GET', snapshotsPath(instance)))
  return paths.map((path) => decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)))
}

/** Puts the instance back; a running one is restarted by Incus. */
export async function restoreSnapshot(client: IncusClient, instance: string, name: string): Promise<void> {
  await client.request('PUT', `/1.0/instances/${encodeURIComponent(instance)}`, { restore: name })
}

export async function deleteSnapshot(client: IncusClient, instance: string, name: string): Promise<void> {
  await client.request('DELETE', `${snapshotsPath(instance)}/${encodeURIComponent(name)}`)
}

function snapshotsPath(instance: string): string {
  return `/1.0/instances/${encodeURIComponent(instance)}/snapshots`
}
