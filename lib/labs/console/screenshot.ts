import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { isVirtLabError, VirtLabError } from '#lib/base/error.ts'
import { commandText } from '#lib/virt/commands/command.ts'
import { screenshotCommand } from '#lib/virt/commands/console-commands.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { lookupDomain, takeScreenshot } from '#lib/virt/domain.ts'
import { recordGuiEntry } from '../live/chronicle.ts'
import { openLiveModel } from '../live/live-models.ts'
import { vmName } from '../operations/names.ts'
import { staffName } from '../require-lab.ts'
import { withLabHost } from '../with-lab-host.ts'

const requestSchema = z.object({
  labId: z.string().min(1).max(64),
  vm: vmName,
  /** What the page saves it as: the history's command names the same. */
  file: z
    .string()
    .max(300)
    .regex(/^[^-/\p{Cc}][^/\p{Cc}]*$/u),
})

export interface Screenshot {
  mime: string
  picture: Buffer<ArrayBuffer>
}

/**
 * What a VM's screen shows now, by QEMU: no viewer and no VNC is needed for it. It is told in the history with its command.
 * Codes: operation.bad-request, console.vm-off, console.no-screen, as withLabHost.
 */
export async function saveScreenshot(actor: Actor, request: unknown): Promise<Screenshot> {
  const parsed = requestSchema.safeParse(request)
  if (!parsed.success)
    throw new VirtLabError({ code: 'operation.bad-request', message: parsed.error.message, status: 400 })
  const { labId, vm, file } = parsed.data
  const command = commandText(screenshotCommand({ vm, file }))
  const act = { action: 'operation', params: { operation: 'vm-screenshot', name: vm, command } }
  return withLabHost({ actor, labId, act }, async (host, { studentId }) => {
    const screenshot = await take(await host.libvirt(), vm)
    recordGuiEntry(labId, await openLiveModel(labId), {
      at: Date.now(),
      by: staffName(actor, studentId),
      command,
      summary: 'vm-screenshot',
      params: { name: vm },
      diff: null,
    })
    return screenshot
  })
}

async function take(libvirt: Libvirt, vm: string): Promise<Screenshot> {
  const domain = await lookupDomain(libvirt, { name: vm })
  if (domain.id === null)
    throw new VirtLabError({ code: 'console.vm-off', message: vm, params: { name: vm }, status: 409 })
  try {
    const { mime, stream } = await takeScreenshot(libvirt, domain)
    return { mime, picture: Buffer.from(await buffer(stream)) }
  } catch (error) {
    // It runs: what libvirt misses is a screen.
    if (!isVirtLabError(error, 'libvirt.55')) throw error
    throw new VirtLabError({ code: 'console.no-screen', message: vm, params: { name: vm }, status: 409, cause: error })
  }
}
