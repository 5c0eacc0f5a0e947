import { setTimeout as delay } from 'node:timers/promises'
import type { JobProgress } from '#lib/gateway/protocol.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import type { ObjectKey } from '#lib/virt/domain-key.ts'
import { abortJob, readSaveProgress } from '#lib/virt/domain-save.ts'

/** libvirt has no event for how far it is. */
const askEveryMs = 300

/**
 * Runs a call that makes libvirt write a VM's memory out, telling how far it is (virsh domjobinfo); cancelled, the job is
 * aborted (virsh domjobabort) and the VM runs on. Codes: the call's, and the signal's reason.
 */
export async function runDomainJob(
  libvirt: Libvirt,
  key: ObjectKey,
  { signal, progress }: { signal: AbortSignal; progress: (progress: JobProgress) => void },
  call: () => Promise<void>,
): Promise<void> {
  signal.throwIfAborted()
  // It may have come too late: then the job ends by itself, and is done.
  const abort = () => void abortJob(libvirt, key).catch(() => {})
  signal.addEventListener('abort', abort, { once: true })
  const ended = new AbortController()
  const watching = reportProgress(libvirt, key, ended.signal, progress)
  try {
    await call()
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    signal.removeEventListener('abort', abort)
    ended.abort()
    await watching
  }
}

async function reportProgress(
  libvirt: Libvirt,
  key: ObjectKey,
  ended: AbortSignal,
  progress: (progress: JobProgress) => void,
): Promise<void> {
  try {
    for (;;) {
      await delay(askEveryMs, undefined, { signal: ended })
      const now = await readSaveProgress(libvirt, key)
      if (now && !ended.aborted) progress({ done: now.doneBytes, total: now.totalBytes, unit: 'bytes' })
    }
  } catch {
    // The job has ended, or says itself what is wrong.
  }
}
