import type { Duplex } from 'node:stream'
import type { Dispose } from '#lib/base/dispose.ts'
import { singleton } from '#lib/base/singleton.ts'
import { incus } from '#lib/incus/client.ts'
import type { ExecOptions, ExecSession } from '#lib/incus/exec.ts'
import { asStudent, type RunOptions, type RunResult } from '#lib/incus/run.ts'
import { type Libvirt, openLibvirt } from '#lib/virt/connect.ts'
import { labError } from './lab-error.ts'
import { readRecord } from './lab-record.ts'
import { admitLab, onPhase, readPhase } from './phase-board.ts'

/** A running lab's host: commands in it, and the one connection to its libvirt that all holders share. */
export interface LabHost {
  readonly labId: string
  readonly instance: string
  /** The shared connection, opened when first asked for; never close it, release() does. Codes: lab.not-running, and openLibvirt's. */
  libvirt(): Promise<Libvirt>
  /** See IncusClient.run. */
  run(command: string[], options?: RunOptions): Promise<RunResult>
  /** See IncusClient.exec; `as: 'student'` is a login. */
  exec(options: ExecOptions & { as?: 'root' | 'student' }): Promise<ExecSession>
  duplex(command: string[], options?: { signal?: AbortSignal }): Promise<Duplex>
  /** Gives it back; the last one closes libvirt's connection, a little later. */
  release(): void
}

interface Shared {
  holders: number
  libvirt: Promise<Libvirt> | null
  lingering: NodeJS.Timeout | undefined
  closed: boolean
  /** Stops following the lab's phase. */
  unfollow: Dispose
}

const libvirtSocket = '/run/libvirt/libvirt-sock'
/** A page that is reloaded finds the connection still open. */
const lingerMs = 15_000

function sharedHosts(): Map<string, Shared> {
  return singleton('lab-hosts', () => new Map())
}

/** The host of a lab that is up. Codes: lab.not-found, lab.not-running. The caller releases it. */
export async function acquireLabHost(labId: string): Promise<LabHost> {
  const record = await readRecord(labId)
  admitLab(record)
  if (!isUp(labId)) throw notRunning(labId)
  const { instance } = record
  const shared = share(labId)
  shared.holders++
  clearTimeout(shared.lingering)
  let released = false
  return {
    labId,
    instance,
    libvirt: () => (shared.closed ? Promise.reject(notRunning(labId)) : connect(shared, instance)),
    run: (command, options) => incus().run(instance, command, options),
    exec: ({ as, ...options }) =>
      incus().exec(instance, as === 'student' ? { ...options, command: asStudent(options.command) } : options),
    duplex: (command, options) => incus().duplex(instance, command, options),
    release() {
      if (released) return
      released = true
      if (--shared.holders === 0) shared.lingering = setTimeout(() => void close(labId, shared), lingerMs).unref()
    },
  }
}

/** Waits while the lab is on its way up. Whether it got there is acquireLabHost's answer. */
export async function waitForLab(labId: string, signal: AbortSignal): Promise<void> {
  const isComing = () => ['provisioning', 'resetting'].includes(readPhase(labId).phase) && !isUp(labId)
  if (!isComing() || signal.aborted) return
  const over = Promise.withResolvers<void>()
  const dispose = onPhase(labId, () => void (isComing() || over.resolve()))
  signal.addEventListener('abort', () => over.resolve(), { once: true })
  await over.promise
  await dispose()
}

/** Closes every connection at once, for the server's shutdown. */
export async function closeLabHosts(): Promise<void> {
  await Promise.all([...sharedHosts()].map(([labId, shared]) => close(labId, shared)))
}

function isUp(labId: string): boolean {
  const phase = readPhase(labId)
  return phase.phase === 'running' || (phase.phase === 'provisioning' && phase.stage === 'libvirt')
}

function share(labId: string): Shared {
  const known = sharedHosts().get(labId)
  if (known) return known
  // When the host goes, nothing is to reconnect to it, and the next one gets a connection of its own.
  const unfollow = onPhase(labId, () => void (isUp(labId) || close(labId, shared)))
  const shared: Shared = { holders: 0, libvirt: null, lingering: undefined, closed: false, unfollow }
  sharedHosts().set(labId, shared)
  return shared
}

function connect(shared: Shared, instance: string): Promise<Libvirt> {
  if (shared.libvirt) return shared.libvirt
  const command = ['socat', '-', `UNIX-CONNECT:${libvirtSocket}`]
  const opening = openLibvirt({ open: (signal) => incus().duplex(instance, command, { signal }) })
  shared.libvirt = opening
  // A failure is not kept: the next call tries again.
  opening.catch(() => {
    if (shared.libvirt === opening) shared.libvirt = null
  })
  return opening
}

async function close(labId: string, shared: Shared): Promise<void> {
  shared.closed = true
  clearTimeout(shared.lingering)
  if (sharedHosts().get(labId) === shared) sharedHosts().delete(labId)
  await shared.unfollow()
  const libvirt = await shared.libvirt?.catch(() => null)
  await libvirt?.close()
}

function notRunning(labId: string) {
  return labError('not-running', `lab ${labId} is not running`, { status: 409 })
}
