import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { VirtLabError } from '#lib/base/error.ts'
import type { HistoryEntry } from '#lib/gateway/protocol.ts'
import { commandText } from '#lib/virt/commands/command.ts'
import { recordGuiEntry } from '../live/chronicle.ts'
import { runGuiOperation } from '../live/gui-operations.ts'
import { openLiveModel } from '../live/live-models.ts'
import { requireLab, staffName } from '../require-lab.ts'
import { withLabHost } from '../with-lab-host.ts'
import { operations } from './catalogue.ts'
import { Job, jobs } from './jobs.ts'
import type { Operation } from './operation.ts'

const requestSchema = z.object({
  labId: z.string().min(1).max(64),
  operation: z.string().refine((name) => Object.hasOwn(operations, name)),
  /** The page's own, one for each click: the same twice is one operation. */
  jobId: z.uuid(),
  input: z.unknown(),
})

/**
 * Does what a widget asks for, whole or not at all, and tells it in the history with its command. `request` comes as it was
 * sent: { labId, operation, jobId, input }. Codes: operation.bad-request (its `field` names the input's), operation.running,
 * lab.not-found, lab.not-running, access.forbidden, and the operation's own.
 */
export async function performOperation(actor: Actor, request: unknown, upload: Readable | null = null): Promise<void> {
  const { labId, jobId, operation: name, input: sent } = parse(requestSchema, request)
  const operation = operations[name as keyof typeof operations] as Operation<unknown>
  const input = parse(operation.input, sent)
  const command = commandText(operation.command(input))
  const [{ name: main }] = operation.subjects(input)
  const act = { action: 'operation', params: { ...operation.params?.(input), operation: name, name: main, command } }
  await withLabHost({ actor, labId, act }, async (host, { studentId }) => {
    if (jobs().has(jobId)) throw new VirtLabError({ code: 'operation.running', message: jobId, status: 409 })
    const subjects = operation.subjects(input)
    const [{ name: subjectName }] = subjects
    const model = await openLiveModel(labId)
    const view = { id: jobId, operation: name, name: subjectName, startedAt: Date.now() }
    const job = new Job({ labId, model, view: { ...view, progress: null, cancelling: false } })
    const diffs: string[] = []
    let entry: HistoryEntry | null = null
    const onEffect = (diff: string) => {
      diffs.push(diff)
      entry &&= { ...entry, diff: diffs.join('') }
      return entry
    }
    try {
      const libvirt = await host.libvirt()
      const run = async () => {
        // Its effects are seen before it ends: what comes later is somebody else's.
        try {
          await operation.run(input, context)
        } finally {
          await model?.catchUp()
        }
      }
      const context = { labId, libvirt, host, signal: job.signal, progress: job.report, upload }
      await runGuiOperation(
        { labId, subjects, settleMs: operation.settleMs ?? 0, lateEffects: operation.lateEffects, onEffect },
        run,
      )
      entry = recordGuiEntry(labId, model, {
        at: Date.now(),
        by: staffName(actor, studentId),
        command,
        summary: name,
        params: { name: subjectName, ...operation.params?.(input) },
        diff: diffs.length > 0 ? diffs.join('') : null,
      })
    } catch (error) {
      throw job.signal.aborted ? job.signal.reason : error
    } finally {
      job.end()
    }
  })
}

/** Cancels an operation that goes on; one that has ended already is left alone. Codes: as performOperation. */
export async function cancelOperation(actor: Actor, request: unknown): Promise<void> {
  const { labId, jobId } = parse(requestSchema.pick({ labId: true, jobId: true }), request)
  await requireLab({ actor, labId, verb: 'use', act: { action: 'operation-cancel' } })
  const job = jobs().get(jobId)
  if (job?.labId === labId)
    job.cancel(new VirtLabError({ code: 'operation.cancelled', message: 'cancelled by the page', status: 499 }))
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new VirtLabError({
    code: 'operation.bad-request',
    message: parsed.error.message,
    params: { words: issue?.message ?? '' },
    field: issue?.path.join('.') || undefined,
    status: 400,
  })
}
