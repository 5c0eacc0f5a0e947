import type { Libvirt } from '#lib/virt/connect.ts'
import { deleteVolume } from '#lib/virt/volume.ts'
import { readStorage, volumeIn, whyKept } from './read-storage.ts'
import { refuseFirst } from './refuse.ts'

/** Deletes a volume that nobody needs. Codes: storage.volume-in-use, .volume-is-base, .volume-gone, libvirt.<n>. */
export async function deleteUnusedVolume(libvirt: Libvirt, { pool, volume }: { pool: string; volume: string }) {
  const storage = await readStorage(libvirt)
  const kept = whyKept(storage.usersOf(volumeIn(storage, pool, volume)), volume)
  if (kept) refuseFirst([kept])
  await deleteVolume(libvirt, { pool, name: volume })
}
