import { createHash } from 'node:crypto'
import { log } from '#lib/base/log.ts'
import { db } from '#lib/db/client.ts'
import { incus } from '#lib/incus/client.ts'
import {
  findInstance,
  imageOf,
  listInstances,
  removeInstance,
  renameInstance,
  setInstanceConfig,
  stopInstance,
} from '#lib/incus/instances.ts'
import { lessonOfStart, plainStart } from '#lib/lessons/lesson-starts.ts'
import { configKeys } from './lab-instance.ts'
import { readDeploymentId } from './deployment-id.ts'
import { instanceName, type LabRecord } from './lab-record.ts'
import { saveDomains } from './starts/saved-domains.ts'

/**
 * A student has one lab, and in it one host at a time; the hosts of other chapters stand by, stopped, their VMs saved, until
 * the student comes back to them.
 */

/** Whether both belong to the same chapter's host. */
export function isSameHost(start: string, other: string): boolean {
  return lessonOfStart(start) === lessonOfStart(other)
}

/** Stops the lab's host, its VMs saved, and puts it aside; nothing to do if there is none. */
export async function parkHost(lab: LabRecord): Promise<void> {
  const { id, instance, start } = lab
  const host = await findInstance(incus(), instance)
  if (!host) return
  if (host.running) {
    const { failed } = await saveDomains(instance)
    for (const { name, words } of failed) log.warn({ lab: id, vm: name, words }, 'a VM is off in the parked host')
    await stopInstance(incus(), instance, { force: true })
  }
  const { given } = await db().lab.findUniqueOrThrow({ where: { id } })
  await setInstanceConfig(incus(), instance, { [configKeys.start]: start, [configKeys.given]: given ?? '' })
  await removeParked(lab)
  await renameInstance(incus(), instance, await parkedName(lab))
}

/** Whether the chapter of that start state has a host that stands by. */
export async function isParked(lab: Pick<LabRecord, 'id' | 'start'>): Promise<boolean> {
  return (await findInstance(incus(), await parkedName(lab))) !== null
}

/** Puts the parked host of the lab's chapter in its place; false if there is none. */
export async function unparkHost(lab: LabRecord): Promise<boolean> {
  const { id, instance } = lab
  const parked = await findInstance(incus(), await parkedName(lab))
  if (!parked) return false
  await renameInstance(incus(), parked.name, instance)
  const { [configKeys.start]: at = plainStart, [configKeys.given]: given } = parked.config
  await db().lab.updateMany({ where: { id }, data: { start: at, given: given || null, image: imageOf(parked) } })
  return true
}

export async function removeParked(lab: Pick<LabRecord, 'id' | 'start'>): Promise<void> {
  await removeInstance(incus(), await parkedName(lab))
}

export async function removeAllParked({ id }: LabRecord): Promise<void> {
  const ours = await listInstances(incus(), configKeys.lab, id)
  for (const { name } of ours) if (isParkedHost(name, id)) await removeInstance(incus(), name)
}

/** Whether `name` is that of a host that stands by for the lab. */
export function isParkedHost(name: string, labId: string): boolean {
  return name.includes(`-${labId}-at-`)
}

/** By the lab and not by its host, which may have come from the warm pool with a name of its own. */
async function parkedName({ id, start }: Pick<LabRecord, 'id' | 'start'>): Promise<string> {
  const chapter = createHash('sha256')
    .update(lessonOfStart(start) ?? plainStart)
    .digest('hex')
  return `${instanceName(await readDeploymentId(), id)}-at-${chapter.slice(0, 8)}`
}
