import type { Actor } from '#lib/access/actor.ts'
import { VirtLabError } from '#lib/base/error.ts'
import type { CreateForm } from '#lib/virt/commands/create-form.ts'
import type { CreateLimits, MediaFile } from '#lib/virt/commands/create-limits.ts'
import { virtInstallCommand } from '#lib/virt/commands/virt-install-command.ts'
import { readDomain } from '#lib/virt/domain.ts'
import { acquireLabHost, type LabHost } from '../lab-host.ts'
import { requireLab } from '../require-lab.ts'
import { explainFailure } from './explain-failure.ts'
import {
  detectOperatingSystem,
  type OperatingSystem,
  type OsDetection,
  readOperatingSystems,
} from './operating-systems.ts'
import { parseCreateForm } from './parse-create-form.ts'
import { readCreateLimits as readLimits } from './read-create-limits.ts'

export type { OperatingSystem, OsDetection } from './operating-systems.ts'

/** Who asks, about which lab. All of these reject with lab.not-found, lab.not-running, access.forbidden. */
export interface LabRequest {
  actor: Actor
  labId: string
}

/** What a form is checked against: see CreateLimits. */
export function readCreateLimits(request: LabRequest): Promise<CreateLimits> {
  return withHost(request, readLimits)
}

/** ISO images in the pools. */
export async function listMedia(request: LabRequest): Promise<MediaFile[]> {
  return (await readCreateLimits(request)).media
}

/** Operating systems to choose from. */
export function listOses(request: LabRequest): Promise<OperatingSystem[]> {
  return withHost(request, (host) => readOperatingSystems(host, host.instance))
}

/** The operating system in an ISO (a path) or an install tree (a URL). */
export function detectOs({ source, ...request }: LabRequest & { source: string }): Promise<OsDetection> {
  return withHost(request, (host) => detectOperatingSystem(host, source.startsWith('/') ? 'iso' : 'url', source))
}

/** The XML that virt-install would define, without making anything. Code: wizard.failed-…, its words in params. */
export function previewXml({ form, ...request }: LabRequest & { form: unknown }): Promise<string> {
  return withHost(request, (host) => readPreview(host, parseCreateForm(form)))
}

async function readPreview(host: LabHost, form: CreateForm): Promise<string> {
  // --print-xml alone would make the disk.
  const command = [...virtInstallCommand(form), '--dry-run', '--print-xml', '1']
  const { exitCode, stdout, stderr } = await host.run(command, { user: 'student', timeoutMs: 60_000 })
  const start = stdout.indexOf('<domain')
  if (exitCode === 0 && start !== -1) return stdout.slice(start).trimEnd()
  const { code, params, detail } = explainFailure(`${stdout}\n${stderr}`, form.name)
  throw new VirtLabError({ code, message: stderr, params: { ...params, words: detail ?? '' }, status: 422 })
}

/** XML of a VM of the lab: as it runs (null when off) and as it is kept. Code: libvirt.42. */
export function readDomainXmls({ uuid, ...request }: LabRequest & { uuid: string }) {
  return withHost(request, async (host) => {
    const { liveXml, inactiveXml } = await readDomain(await host.libvirt(), uuid)
    return { live: liveXml, persistent: inactiveXml }
  })
}

async function withHost<T>({ actor, labId }: LabRequest, task: (host: LabHost) => Promise<T>): Promise<T> {
  await requireLab({ actor, labId, verb: 'use', act: null })
  const host = await acquireLabHost(labId)
  try {
    return await task(host)
  } finally {
    host.release()
  }
}
