import { randomBytes } from 'node:crypto'
import { env } from '#lib/base/env.ts'
import { log } from '#lib/base/log.ts'
import { metrics } from '#lib/base/metrics.ts'
import { singleton } from '#lib/base/singleton.ts'
import { db } from '#lib/db/client.ts'
import { incus } from '#lib/incus/client.ts'
import { listInstances, readInstance, removeInstance, setInstanceConfig, startInstance } from '#lib/incus/instances.ts'
import { listLessonSlugs } from '#lib/lessons/lesson-files.ts'
import { startOf } from '#lib/lessons/lesson-starts.ts'
import { readDeploymentId } from './deployment-id.ts'
import { configKeys, createLabInstance, labImage, resizeLabInstance } from './lab-instance.ts'
import { instanceName, type LabRecord } from './lab-record.ts'
import type { LabLimits } from './limits.ts'
import { moveLab } from './phase-board.ts'
import { newShellSession } from './student-shell.ts'
import { ensureStartTemplate } from './starts/start-template.ts'
import { waitForLibvirt, waitForLogin } from './wait-until-up.ts'

/** Those who come just after the first shall have the machine for themselves. */
const quietMs = 5_000
/** After a failure, as when the machine is full. */
const againMs = 60_000

interface WarmHost {
  name: string
  /** The template that it was made from, or the image's fingerprint. */
  origin: string
}

interface Place {
  template: string | null
  origin: string
}

/**
 * Lab hosts that run and wait for a first click: as many as VIRTLAB_WARM_POOL says, of the start states that were asked for last,
 * for a class goes from chapter to chapter together; before anybody asked, of the first lesson's. What is taken out is made anew
 * when nobody has come for a while, one host at a time.
 */
class WarmPool {
  readonly #size: number
  /** Start states of the last claims, the newest last. */
  #asked: string[] = []
  #ready: WarmHost[] = []
  #timer: NodeJS.Timeout | undefined
  #filling: Promise<void> | null = null

  constructor(size: number) {
    this.#size = size
  }

  add(host: WarmHost): void {
    this.#ready.push(host)
    metrics().warmHosts.set(this.#ready.length)
  }

  /** Takes a host of that origin out; null if there is none. */
  take(origin: string): WarmHost | null {
    const host = this.#ready.find((one) => one.origin === origin) ?? null
    if (host) this.#drop(host)
    return host
  }

  /** Somebody needs a host at that start state: the pool will have one for the next. */
  note(start: string): void {
    if (this.#size === 0) return
    this.#asked = [...this.#asked, start].slice(-this.#size)
    this.#fillLater(quietMs)
  }

  /** Makes what is missing and removes what is asked for no longer. Resolves when that is done, or was put off after a failure. */
  fill(): Promise<void> {
    this.#filling ??= this.#fill()
      .catch((error: unknown) => {
        log.warn({ err: error }, 'the warm pool was not filled')
        this.#fillLater(againMs)
      })
      .finally(() => {
        this.#filling = null
      })
    return this.#filling
  }

  #fillLater(afterMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.fill(), afterMs).unref()
  }

  async #fill(): Promise<void> {
    for (;;) {
      const empty = await this.#places()
      const surplus = this.#ready.filter(({ origin }) => {
        const at = empty.findIndex((place) => place.origin === origin)
        if (at >= 0) empty.splice(at, 1)
        return at < 0
      })
      for (const host of surplus) {
        // Somebody may have come for it.
        if (this.#drop(host)) await removeInstance(incus(), host.name)
      }
      const [place] = empty
      if (!place) return
      this.add({ name: await makeHost(place), origin: place.origin })
    }
  }

  async #places(): Promise<Place[]> {
    if (this.#size === 0) return []
    const [first = ''] = await listLessonSlugs()
    const starts = [...Array<string>(this.#size).fill(startOf(first)), ...this.#asked].slice(-this.#size)
    const places: Place[] = []
    for (const start of starts) {
      const template = await ensureStartTemplate(start)
      places.push({ template, origin: template ?? (await labImage()) })
    }
    return places
  }

  #drop(host: WarmHost): boolean {
    const there = this.#ready.includes(host)
    this.#ready = this.#ready.filter((one) => one !== host)
    metrics().warmHosts.set(this.#ready.length)
    return there
  }
}

function pool(): WarmPool {
  return singleton('warm-pool', () => new WarmPool(env.warmPool))
}

/**
 * At boot, when labs and Incus agree: takes over what the server before had ready, and fills the pool. From then on it fills itself.
 * Rejects with Incus's codes.
 */
export async function keepWarmPool(): Promise<void> {
  const ours = await listInstances(incus(), configKeys.deployment, await readDeploymentId())
  for (const { name, running, config } of ours) {
    const origin = config[configKeys.warm]
    if (!origin) continue
    if (running) pool().add({ name, origin })
    else await removeInstance(incus(), name)
  }
  await pool().fill()
}

/** For a new lab image: what is ready was made of the one before. */
export function refillWarmPool(): Promise<void> {
  return pool().fill()
}

/**
 * Gives the lab a running host of the pool, made from `template` (null: the image) and with these limits from now on. Returns its name, which is
 * the lab's instance now; null if there is none.
 */
export async function claimWarmHost(
  lab: LabRecord,
  { template, limits }: { template: string | null; limits: LabLimits },
): Promise<string | null> {
  const { id, start } = lab
  pool().note(start)
  const origin = template ?? (await labImage())
  for (let host = pool().take(origin); host; host = pool().take(origin)) {
    const { name } = host
    try {
      const mine = { [configKeys.lab]: id, [configKeys.warm]: '', [configKeys.claimed]: String(Date.now()) }
      // Before the record: a host that says it is a lab's and that no lab knows is deleted at the next boot.
      await setInstanceConfig(incus(), name, mine)
      await resizeLabInstance(name, limits)
      if (!(await readInstance(incus(), name)).running) throw new Error(`${name} was stopped`)
      await db().lab.update({ where: { id }, data: { instance: name } })
      moveLab(id, name)
      return name
    } catch (error) {
      log.warn({ lab: id, instance: name, err: error }, 'a warm host could not be claimed')
      await removeInstance(incus(), name).catch(() => {})
    }
  }
  return null
}

async function makeHost({ template, origin }: Place): Promise<string> {
  const name = instanceName(await readDeploymentId(), `warm-${randomBytes(4).toString('hex')}`)
  try {
    await createLabInstance({ labId: null, name, template })
    await startInstance(incus(), name)
    await waitForLogin(name)
    await waitForLibvirt(name)
    // With its prompt: tmux and bash take a quarter of a second to come up.
    await incus().run(name, newShellSession, { user: 'student' })
    await setInstanceConfig(incus(), name, { [configKeys.warm]: origin })
    return name
  } catch (error) {
    await removeInstance(incus(), name).catch((err: unknown) => log.error({ instance: name, err }, 'left behind'))
    throw error
  }
}
