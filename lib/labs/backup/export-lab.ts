import { once } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'
import type { Actor } from '#lib/access/actor.ts'
import { openBackup } from '#lib/incus/backups.ts'
import { incus } from '#lib/incus/client.ts'
import { findInstance } from '#lib/incus/instances.ts'
import { explainFailure, labError } from '../lab-error.ts'
import { requireLab } from '../require-lab.ts'
import { withFrozenHost } from './frozen-host.ts'

export interface LabExport {
  name: string
  stream: Readable
}

/**
 * The lab's host as a file that `incus import` makes a host of again, its running VMs saved in it. For whoever may manage the lab; what
 * staff take is in the audit log. Codes: as requireLab; lab.no-host, lab.no-space, .operation-failed.
 */
export async function exportLab(actor: Actor, labId: string): Promise<LabExport> {
  const lab = await requireLab({ actor, labId, verb: 'manage', act: { action: 'lab-export' } })
  if (!(await findInstance(incus(), lab.instance))) throw labError('no-host', 'nothing to export', { status: 409 })
  const stream = new PassThrough()
  const begun = Promise.withResolvers<void>()
  const work = withFrozenHost(lab.instance, async (frozen) => {
    const { stream: bytes } = await openBackup(incus(), frozen)
    bytes.on('error', (error) => stream.destroy(error))
    stream.once('close', () => bytes.destroy())
    bytes.pipe(stream)
    begun.resolve()
    if (!bytes.closed) await once(bytes, 'close').catch(() => {})
  })
  work.catch((error: unknown) => {
    begun.reject(explainFailure(error))
    stream.destroy(explainFailure(error))
  })
  await begun.promise
  const day = new Date().toISOString().slice(0, 10)
  return { name: `${lab.instance}-${day}.tar.zst`, stream }
}
