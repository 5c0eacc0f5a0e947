import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Dispose } from '#lib/base/dispose.ts'
import { log } from '#lib/base/log.ts'
import type { IncusClient } from './client.ts'

/** Incus tells of more; these are what a lab's phase follows. */
const actions = ['instance-started', 'instance-stopped', 'instance-shutdown', 'instance-deleted'] as const

export interface LifecycleEvent {
  action: (typeof actions)[number]
  instance: string
}

interface LifecycleHandlers {
  onEvent: (event: LifecycleEvent) => void
  onAlias?: (alias: string) => void
  onConnected: () => void
}

const eventSchema = z.object({
  metadata: z.object({ action: z.enum(actions), source: z.string().startsWith('/1.0/instances/') }),
})
/** An alias was made, or names another image now. */
const aliasSchema = z.object({
  metadata: z.object({
    action: z.enum(['image-alias-created', 'image-alias-updated']),
    source: z.string().startsWith('/1.0/images/aliases/'),
  }),
})

const firstDelayMs = 200
const longestDelayMs = 5_000

/**
 * Calls `onEvent` for every start, stop and deletion of an instance, and `onAlias` for every image alias that is set, whoever did
 * it. `onConnected` is called at each (re)connection, after which nothing is missed: read the state then. Goes on until disposed,
 * through restarts of Incus.
 */
export function watchLifecycle(client: IncusClient, handlers: LifecycleHandlers): Dispose {
  const stopping = new AbortController()
  void watchForever(client, handlers, stopping.signal)
  return () => stopping.abort()
}

async function watchForever(client: IncusClient, handlers: LifecycleHandlers, signal: AbortSignal): Promise<void> {
  let delayMs = firstDelayMs
  while (!signal.aborted) {
    try {
      await watchOnce(client, handlers, signal)
      delayMs = firstDelayMs
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error }, 'no events from Incus')
    }
    await wait(delayMs, undefined, { signal, ref: false }).catch(() => {})
    delayMs = Math.min(delayMs * 2, longestDelayMs)
  }
}

/** Resolves when the connection ends. */
async function watchOnce(
  client: IncusClient,
  { onEvent, onAlias, onConnected }: LifecycleHandlers,
  signal: AbortSignal,
): Promise<void> {
  const socket = await client.openSocket({ path: '/1.0/events?type=lifecycle', answerPings: true, signal })
  const abort = () => socket.terminate()
  signal.addEventListener('abort', abort, { once: true })
  try {
    await new Promise<void>((resolve) => {
      socket.on('close', () => resolve())
      socket.on('message', (data) => {
        const message: unknown = JSON.parse(String(data))
        const event = parseEvent(message)
        if (event) onEvent(event)
        const alias = aliasSchema.safeParse(message)
        if (alias.success) onAlias?.(nameIn(alias.data.metadata.source, '/1.0/images/aliases/'))
      })
      if (signal.aborted) abort()
      socket.resume()
      onConnected()
    })
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

function parseEvent(message: unknown): LifecycleEvent | null {
  const parsed = eventSchema.safeParse(message)
  if (!parsed.success) return null
  const { action, source } = parsed.data.metadata
  return { action, instance: nameIn(source, '/1.0/instances/') }
}

/** The name after `prefix`, without what follows it. */
function nameIn(source: string, prefix: string): string {
  return decodeURIComponent(source.slice(prefix.length).split(/[/?]/)[0] ?? '')
}
