import type { JobProgress } from '#lib/gateway/protocol.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import type { ObjectKey } from '#lib/virt/domain-key.ts'
import { saveDomain } from '#lib/virt/domain-save.ts'
import { runDomainJob } from './domain-job.ts'

/** Saves a VM, telling how far it is; cancelled, the VM runs on. Codes: saveDomain's, and the signal's reason. */
export function saveWithProgress(
  libvirt: Libvirt,
  key: ObjectKey,
  watch: { signal: AbortSignal; progress: (progress: JobProgress) => void },
): Promise<void> {
  return runDomainJob(libvirt, key, watch, () => saveDomain(libvirt, key))
}
