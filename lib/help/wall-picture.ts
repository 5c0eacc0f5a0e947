import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import type { Actor } from '#lib/access/actor.ts'
import { isVirtLabError } from '#lib/base/error.ts'
import { singleton } from '#lib/base/singleton.ts'
import { enterLab } from '#lib/labs/help-board.ts'
import { acquireLabHost } from '#lib/labs/lab-host.ts'
import { requireLab } from '#lib/labs/require-lab.ts'
import { listDomains, takeScreenshot } from '#lib/virt/domain.ts'

export interface WallPicture {
  /** Of the VM. */
  name: string
  jpeg: Buffer<ArrayBuffer>
}

const width = 320
/** One picture serves all who look within this time. */
const freshMs = 8_000
/** The wall asks again before that; then the sitting has ended. */
const sittingMs = 30_000
/** No screen to show: nothing runs, or what runs has none. */
const none = ['lab.not-running', 'libvirt.42', 'libvirt.55', 'libvirt.disconnected', 'libvirt.closed']

interface Kept {
  at: number
  picture: Promise<WallPicture | null>
}

const kept = () => singleton('wall-pictures', () => new Map<string, Kept>())
const sittings = () => singleton('wall-sittings', () => new Map<string, NodeJS.Timeout>())
const queue = () => singleton('wall-queue', () => ({ last: Promise.resolve<unknown>(null) }))

/**
 * A small picture of the screen of a running VM of the lab, its first by number; null if there is none. At most one is taken at a time on
 * the whole site. Seen by staff, it is in the audit log, once per sitting. Codes: lab.not-found, access.forbidden.
 */
export async function readWallPicture(actor: Actor, { labId }: { labId: string }): Promise<WallPicture | null> {
  const { studentId } = await requireLab({ actor, labId, verb: 'view' })
  const picture = await takeOnce(labId)
  if (picture && actor.userId !== studentId) await noteSitting(actor, labId, studentId)
  return picture
}

function takeOnce(labId: string): Promise<WallPicture | null> {
  const known = kept().get(labId)
  if (known && Date.now() - known.at < freshMs) return known.picture
  const picture = queue().last.then(() => take(labId))
  queue().last = picture.catch(() => null)
  const entry = { at: Date.now(), picture }
  kept().set(labId, entry)
  const forget = () => void (kept().get(labId) === entry && kept().delete(labId))
  picture.then(() => setTimeout(forget, freshMs).unref(), forget)
  return picture
}

async function take(labId: string): Promise<WallPicture | null> {
  try {
    const host = await acquireLabHost(labId)
    try {
      const libvirt = await host.libvirt()
      const [first] = (await listDomains(libvirt))
        .filter(({ id }) => id !== null)
        .toSorted((a, b) => Number(a.id) - Number(b.id))
      if (!first) return null
      const { stream } = await takeScreenshot(libvirt, { ...first, signal: AbortSignal.timeout(5_000) })
      const small = sharp(await buffer(stream), { limitInputPixels: 64_000_000 }).resize({
        width,
        withoutEnlargement: true,
      })
      const jpeg = await small.jpeg({ quality: 65 }).toBuffer()
      return { name: first.name, jpeg: Buffer.from(jpeg) }
    } finally {
      host.release()
    }
  } catch (error) {
    if (none.some((code) => isVirtLabError(error, code))) return null
    throw error
  }
}

async function noteSitting(actor: Actor, labId: string, studentId: string): Promise<void> {
  const key = `${actor.userId} ${labId}`
  const before = sittings().get(key)
  if (before) return void before.refresh()
  // Taken first, so that two pictures at once are one sitting.
  const end = Promise.withResolvers<void>()
  const timer = setTimeout(() => end.resolve(), sittingMs).unref()
  sittings().set(key, timer)
  const leave = await enterLab({ actor, labId, studentId, kind: 'picture' }).catch((error: unknown) => {
    clearTimeout(timer)
    sittings().delete(key)
    throw error
  })
  void end.promise.then(() => {
    sittings().delete(key)
    leave()
  })
}
