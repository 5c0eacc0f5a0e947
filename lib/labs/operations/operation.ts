import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { JobProgress } from '#lib/gateway/protocol.ts'
import type { Command } from '#lib/virt/commands/command.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import type { LabHost } from '../lab-host.ts'
import type { SubjectKind } from '../live/describe-change.ts'

export interface Subject {
  kind: SubjectKind
  name: string
}

export interface OperationContext {
  labId: string
  libvirt: Libvirt
  host: LabHost
  /** Aborted by whoever cancels it: stop, put back what was made, and reject with its reason. */
  signal: AbortSignal
  /** Shown to whoever waits. */
  progress(progress: JobProgress): void
  /** What the browser sends along with an upload. */
  upload: Readable | null
}

/**
 * What a widget can do to a lab. It is checked, done, told in the history and proved to be what its command does, all by
 * this one description (docs/decisions/070-operations.md).
 */
export interface Operation<I> {
  /** Everything comes from a browser: names, sizes and XML are checked here. */
  input: z.ZodType<I>
  /** What it changes, the main one first: their changes are the page's, not the terminal's. */
  subjects(input: I): readonly [Subject, ...Subject[]]
  /** What a person would type for it. */
  command(input: I): Command
  /** Does it whole or not at all; rejects with a VirtLabError, its `field` the input's that is to blame. */
  run(input: I, context: OperationContext): Promise<void>
  /** For the words in the history, beside `name` (the main subject's). */
  params?(input: I): Record<string, string | number>
  /** How long after it effects may still come, which the guest takes its time for; 0 if not said. */
  settleMs?: number
  /** Which effects those are, by their summary: the first of them is the last. Any, if not said. */
  lateEffects?: readonly string[]
}

export function operation<I>(description: Operation<I>): Operation<I> {
  return description
}
