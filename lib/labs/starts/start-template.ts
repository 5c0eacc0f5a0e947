import { createHash, randomBytes } from 'node:crypto'
import { singleton } from '#lib/base/singleton.ts'
import { incus } from '#lib/incus/client.ts'
import {
  createInstance,
  findInstance,
  listAllInstances,
  removeInstance,
  renameInstance,
  setInstanceConfig,
  startInstance,
  stopInstance,
} from '#lib/incus/instances.ts'
import { layersOf, plainStart, type StartLayer } from '#lib/lessons/lesson-starts.ts'
import { readAccelerator } from '../accelerator.ts'
import { readDeploymentId } from '../deployment-id.ts'
import { labError } from '../lab-error.ts'
import { acceleratorDevice, configKeys, labImage, labProfile, rootDevice } from '../lab-instance.ts'
import { labLimits, limitConfig } from '../limits.ts'
import { waitForLibvirt, waitForLogin } from '../wait-until-up.ts'
import { resumeSavedDomains, saveDomains } from './saved-domains.ts'

/** Raise it when the same script makes another template, as when this file does something else with it. */
const recipe = '1'
const scriptTimeoutMs = 300_000

/**
 * The stopped instance that labs with this start state are copied from; null for `plain`, which is the image. Prepared at the first
 * call for a content of the scripts and an image, which takes as long as the scripts (VMs may boot), then kept: it belongs to
 * no site, as the image doesn't. Codes: lesson.no-start, lab.start-failed with what the script said, lab.image-missing, Incus's.
 */
export async function ensureStartTemplate(key: string): Promise<string | null> {
  if (key === plainStart) return null
  const image = await labImage()
  let below: string | null = null
  for (const layer of layersOf(key)) below = await ensureLayer(layer, image, below)
  return below
}

/** Whether a jump there need not wait for the preparation. */
export async function isStartPrepared(key: string): Promise<boolean> {
  const top = layersOf(key).at(-1)
  return !top || (await findInstance(incus(), await templateName(top, await labImage()))) !== null
}

/** Names of the templates that the start state is made of today, whether they are there or not. */
export async function currentTemplates(key: string): Promise<string[]> {
  const image = await labImage()
  return Promise.all(layersOf(key).map((layer) => templateName(layer, image)))
}

/** All that there are on this Incus, whoever made them. */
export async function listStartTemplates(): Promise<{ name: string; createdAt: number }[]> {
  const all = await listAllInstances(incus())
  return all.filter(({ name }) => /^vl-start-[0-9a-f]{20}$/.test(name))
}

async function templateName({ hash }: StartLayer, image: string): Promise<string> {
  const { kind } = await readAccelerator()
  const digest = createHash('sha256').update(`${recipe} ${kind} ${image} ${hash}`).digest('hex')
  return `vl-start-${digest.slice(0, 20)}`
}

async function ensureLayer(layer: StartLayer, image: string, below: string | null): Promise<string> {
  const name = await templateName(layer, image)
  if (await findInstance(incus(), name)) return name
  const building = singleton('start-templates', () => new Map<string, Promise<void>>())
  const work = building.get(name) ?? prepare({ name, layer, image, below }).finally(() => building.delete(name))
  building.set(name, work)
  await work
  return name
}

async function prepare(o: { name: string; layer: StartLayer; image: string; below: string | null }): Promise<void> {
  const { name, layer, image, below } = o
  // Of this site until it is whole: one that a killed server left is deleted at the next boot, as all that no lab knows.
  const draft = `${name}-${randomBytes(3).toString('hex')}`
  const config = {
    ...limitConfig(labLimits),
    [configKeys.deployment]: await readDeploymentId(),
    [configKeys.start]: layer.key,
    [configKeys.hostname]: 'kvmhost',
  }
  const source = below === null ? { image } : { instance: below }
  await createInstance(incus(), {
    name: draft,
    source,
    profiles: [labProfile],
    config,
    // Saved VMs go on only with the accelerator that they were started with.
    devices: { root: await rootDevice(labLimits), ...(await acceleratorDevice()) },
  })
  try {
    await startInstance(incus(), draft)
    await waitForLogin(draft)
    await waitForLibvirt(draft)
    await resumeSavedDomains(draft)
    await run(
      draft,
      layer.key,
      `set -eu\nexport LIBVIRT_DEFAULT_URI=qemu:///system LC_ALL=C.UTF-8 HOME=/root\n${layer.script}`,
    )
    await saveDomains(draft)
    // Not shut down: a libvirtd that is told to end while it is young takes its 30 s. VMs are saved, and what was written is in
    // the kernel's hands: nothing is lost.
    await stopInstance(incus(), draft, { force: true })
    await setInstanceConfig(incus(), draft, { [configKeys.deployment]: '' })
    await renameInstance(incus(), draft, name).catch(async (error: unknown) => {
      // Another site on this Incus was faster; how Incus says so depends on the moment.
      if (!(await findInstance(incus(), name))) throw error
    })
  } finally {
    await removeInstance(incus(), draft)
  }
}

async function run(instance: string, key: string, script: string): Promise<void> {
  const options = { input: script, timeoutMs: scriptTimeoutMs }
  const { exitCode, stdout, stderr } = await incus().run(instance, ['sh', '-s'], options)
  if (exitCode === 0) return
  const words = (stderr.trim() || stdout.trim()).slice(-2000)
  throw labError('start-failed', `the start state ${key} was not prepared: ${words}`, {
    params: { start: key, words },
    status: 500,
  })
}
