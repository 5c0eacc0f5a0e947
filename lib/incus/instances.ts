import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { isVirtLabError } from '#lib/base/error.ts'
import type { IncusClient } from './client.ts'

/** Every function rejects with `incus.unreachable`, `incus.<status>` (404: no such instance) or a code of incus-error.ts. */

const removeAttempts = 50
const removePauseMs = 100

const instanceSchema = z.object({
  name: z.string(),
  status: z.string(),
  created_at: z.coerce.date(),
  config: z.record(z.string(), z.string()),
  devices: z.record(z.string(), z.record(z.string(), z.string())),
  expanded_config: z.record(z.string(), z.string()),
  expanded_devices: z.record(z.string(), z.record(z.string(), z.string())),
})

export interface Instance {
  name: string
  running: boolean
  /** ms */
  createdAt: number
  /** Its own settings, and with those of its profiles. */
  config: Record<string, string>
  expandedConfig: Record<string, string>
  devices: Record<string, Record<string, string>>
  expandedDevices: Record<string, Record<string, string>>
}

export interface InstanceSpec {
  name: string
  /** An image by its fingerprint, see findImage; or a stopped instance, whose files are shared until they are written. */
  source: { image: string } | { instance: string }
  profiles: string[]
  config: Record<string, string>
  devices: Record<string, Record<string, string>>
}

/** Fingerprint of the image that it, or what it was copied from, was made of; null where Incus does not say. */
export function imageOf({ config }: Pick<Instance, 'config'>): string | null {
  return config['volatile.base_image'] || null
}

/** Incus's id of the instance: it stays when that is renamed, and a copy has another. */
export function uuidOf({ config }: Pick<Instance, 'config'>): string {
  return config['volatile.uuid'] ?? ''
}

interface Options {
  signal?: AbortSignal
}

/** A copy keeps the config of what it is copied from where `config` says nothing else. */
export async function createInstance(client: IncusClient, spec: InstanceSpec, options: Options = {}): Promise<void> {
  const { name, profiles, config, devices } = spec
  const source =
    'image' in spec.source
      ? { type: 'image', fingerprint: spec.source.image }
      : { type: 'copy', source: spec.source.instance, instance_only: true }
  const body = { name, type: 'container', source, profiles, config, devices }
  await client.request('POST', '/1.0/instances', body, options)
}

export async function readInstance(client: IncusClient, name: string, options: Options = {}): Promise<Instance> {
  return toInstance(await client.request('GET', instancePath(name), undefined, options))
}

/** As readInstance, but null if there is none. */
export async function findInstance(client: IncusClient, name: string, options: Options = {}): Promise<Instance | null> {
  return orNull(readInstance(client, name, options))
}

export async function listAllInstances(client: IncusClient): Promise<Instance[]> {
  const all = z.array(z.unknown()).parse(await client.request('GET', '/1.0/instances?recursion=1'))
  return all.map(toInstance)
}

/** The instances whose own config has `value` under `key` (a `user.…` key). */
export async function listInstances(client: IncusClient, key: string, value: string): Promise<Instance[]> {
  return (await listAllInstances(client)).filter((instance) => instance.config[key] === value)
}

const usageSchema = z.array(
  z.object({
    name: z.string(),
    status: z.string(),
    state: z.object({ cpu: z.object({ usage: z.number() }), memory: z.object({ usage: z.number() }) }).nullish(),
  }),
)

/** What each running instance uses: CPU time so far and memory now, by name. One request, whatever their number. */
export async function readUsage(client: IncusClient): Promise<Map<string, { cpuNs: number; memoryBytes: number }>> {
  const path = `/1.0/instances?recursion=2&filter=${encodeURIComponent('status eq Running')}`
  const running = usageSchema.parse(await client.request('GET', path)).filter(({ status }) => status === 'Running')
  return new Map(
    running.flatMap(({ name, state }) =>
      state ? [[name, { cpuNs: state.cpu.usage, memoryBytes: state.memory.usage }]] : [],
    ),
  )
}

/** Sets config keys and leaves the others. */
export async function setInstanceConfig(client: IncusClient, name: string, config: Record<string, string>) {
  await client.request('PATCH', instancePath(name), { config })
}

export async function renameInstance(client: IncusClient, name: string, newName: string): Promise<void> {
  await client.request('POST', instancePath(name), { name: newName })
}

export async function startInstance(client: IncusClient, name: string, options: Options = {}): Promise<void> {
  await changeState(client, name, { action: 'start' }, options)
}

/** Shuts it down, or with `force` kills it. `timeoutSeconds`: how long a shutdown may take before `incus.400`. */
export async function stopInstance(
  client: IncusClient,
  name: string,
  options: Options & { force?: boolean; timeoutSeconds?: number } = {},
): Promise<void> {
  const { force = false, timeoutSeconds = 30, signal } = options
  const body = { action: 'stop', force, timeout: force ? -1 : timeoutSeconds }
  await changeState(client, name, body, { signal }).catch((error: unknown) => {
    if (!isVirtLabError(error, 'incus.stopped')) throw error
  })
}

/** Kills it if it runs, and deletes it with its snapshots; nothing to do if there is none. */
export async function removeInstance(client: IncusClient, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const instance = await findInstance(client, name)
    if (!instance) return
    try {
      if (instance.running) await stopInstance(client, name, { force: true })
      await orNull(client.request('DELETE', instancePath(name)))
      return
    } catch (error) {
      // Somebody else was faster: Incus refuses the second of two deletions.
      if (!(await findInstance(client, name))) return
      // After a start that failed it is for a moment neither stopped nor to be stopped.
      if (!isVirtLabError(error, 'incus.running') || attempt === removeAttempts) throw error
      await wait(removePauseMs)
    }
  }
}

async function changeState(client: IncusClient, name: string, body: object, options: Options): Promise<void> {
  await client.request('PUT', `${instancePath(name)}/state`, body, options)
}

async function orNull<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise
  } catch (error) {
    if (isVirtLabError(error, 'incus.404')) return null
    throw error
  }
}

function instancePath(name: string): string {
  return `/1.0/instances/${encodeURIComponent(name)}`
}

function toInstance(value: unknown): Instance {
  const { name, status, created_at, config, devices, expanded_config, expanded_devices } = instanceSchema.parse(value)
  return {
    name,
    createdAt: created_at.getTime(),
    running: status === 'Running' || status === 'Ready',
    config,
    devices,
    expandedConfig: expanded_config,
    expandedDevices: expanded_devices,
  }
}
