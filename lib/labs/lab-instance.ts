import { z } from 'zod'
import { env } from '#lib/base/env.ts'
import { incus } from '#lib/incus/client.ts'
import { findImage } from '#lib/incus/images.ts'
import { createInstance, type Instance, type InstanceSpec } from '#lib/incus/instances.ts'
import { readAccelerator } from './accelerator.ts'
import { readDeploymentId } from './deployment-id.ts'
import { labError } from './lab-error.ts'
import { type LabLimits, labLimits, limitConfig } from './limits.ts'

/** Incus profile with what all labs share: nesting, own uid range, root disk's pool, /dev/net/tun. */
export const labProfile = 'virtlab-lab'
/** Below this there is no use in trying: a host needs 60 MiB at rest, its image is shared. */
const leastFree = { diskBytes: 512 * 1024 ** 2, memoryBytes: 256 * 1024 ** 2 }

export const configKeys = {
  deployment: 'user.virtlab.deployment',
  lab: 'user.virtlab.lab',
  /** What the student's prompt shows; the image sets it as the host name at boot. */
  hostname: 'user.virtlab.hostname',
  /** The start state that it was made from. */
  start: 'user.virtlab.start',
  /** Names of the VMs that are saved and shall run when it has started, one a line. */
  running: 'user.virtlab.running',
  /** Networks and pools that shall be active again with them: `net NAME` or `pool NAME`, one a line. */
  active: 'user.virtlab.active',
  /** Of a host of the warm pool that nobody has yet: what it was made from, a template's name or an image's fingerprint. */
  warm: 'user.virtlab.warm',
  /** When a lab got it from the warm pool, in ms. */
  claimed: 'user.virtlab.claimed',
  /** Of a host that stands by: what Lab.given was. */
  given: 'user.virtlab.given',
} as const

const profileSchema = z.object({ devices: z.record(z.string(), z.record(z.string(), z.string())) })
const spaceSchema = z.object({ space: z.object({ used: z.number().default(0), total: z.number() }) })
const memorySchema = z.object({ memory: z.object({ used: z.number(), total: z.number() }) })

/**
 * Makes (does not start) a lab's instance: a copy of `template`, a start state's, or from the image. `labId` null: for the warm pool.
 * Codes: lab.image-missing, .not-set-up, .no-space, .no-memory, or Incus's.
 */
export async function createLabInstance(o: {
  labId: string | null
  name: string
  template: string | null
  limits?: LabLimits
  signal?: AbortSignal
}): Promise<void> {
  const { labId, name, template, limits = labLimits, signal } = o
  const source = template === null ? { image: await labImage() } : { instance: template }
  const root = await rootDevice(limits)
  await checkRoom(root.pool ?? '')
  const config = {
    ...limitConfig(limits),
    [configKeys.deployment]: await readDeploymentId(),
    [configKeys.lab]: labId ?? '',
    [configKeys.hostname]: 'kvmhost',
  }
  const devices = { root, ...(await acceleratorDevice()) }
  await createInstance(incus(), { name, source, profiles: [labProfile], config, devices }, { signal })
}

/** Gives an instance that was made with the site's limits others; it may run. */
export async function resizeLabInstance(name: string, limits: LabLimits): Promise<void> {
  if (Object.values(limits).join() === Object.values(labLimits).join()) return
  const change = { config: limitConfig(limits), devices: { root: await rootDevice(limits) } }
  await incus().request('PATCH', `/1.0/instances/${encodeURIComponent(name)}`, change)
}

/** When its lab got the host, in ms: what was in it before is nobody's work. */
export function ownedSince({ config, createdAt }: Instance): number {
  return Number(config[configKeys.claimed] || createdAt)
}

/** /dev/kvm where it was proved to work. */
export async function acceleratorDevice(): Promise<InstanceSpec['devices']> {
  if ((await readAccelerator()).kind !== 'kvm') return {}
  return { kvm: { type: 'unix-char', source: '/dev/kvm', path: '/dev/kvm', mode: '0666' } }
}

/** Fingerprint of the image that labs are made of. Code: lab.image-missing. */
export async function labImage(): Promise<string> {
  const image = await findImage(incus(), env.labImage)
  if (image) return image
  const params = { image: env.labImage }
  throw labError('image-missing', `there is no image ${env.labImage}`, { params, status: 503 })
}

/** The root disk, as large as the limits allow. Code: lab.not-set-up. */
export async function rootDevice({ diskGiB }: LabLimits): Promise<Record<string, string>> {
  const profile = await incus()
    .request('GET', `/1.0/profiles/${labProfile}`)
    .catch((error: unknown) => {
      throw labError('not-set-up', `Incus has no profile ${labProfile}`, { status: 503, cause: error })
    })
  const { root } = profileSchema.parse(profile).devices
  if (!root) throw labError('not-set-up', `the profile ${labProfile} has no root disk`, { status: 503 })
  return { ...root, size: `${diskGiB}GiB` }
}

async function checkRoom(pool: string): Promise<void> {
  const [space, memory] = await Promise.all([
    incus()
      .request('GET', `/1.0/storage-pools/${encodeURIComponent(pool)}/resources`)
      .then(spaceSchema.parse),
    incus().request('GET', '/1.0/resources').then(memorySchema.parse),
  ])
  if (space.space.total - space.space.used < leastFree.diskBytes) {
    throw labError('no-space', `the pool ${pool} is full`, { status: 507 })
  }
  if (memory.memory.total - memory.memory.used < leastFree.memoryBytes) {
    throw labError('no-memory', 'the machine has no memory left', { status: 507 })
  }
}
