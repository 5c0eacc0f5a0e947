import { isVirtLabError } from '#lib/base/error.ts'
import type { Libvirt } from './connect.ts'
import { type ObjectKey, wireDomain } from './domain-key.ts'
import type { CallOptions } from './rpc/connection.ts'
import { domainProcedures as procedures } from './rpc/procedures.ts'
import type { TypedParameter } from './rpc/structs.ts'

/** virsh domjobinfo while memory is written out; null when nothing is going on. */
export interface SaveProgress {
  doneBytes: number
  totalBytes: number
}

/**
 * virsh managedsave: writes the memory to a file that the next start takes up, and stops the VM.
 * Codes: libvirt.42, libvirt.55 not running, libvirt.67 a device that cannot be saved, libvirt.78 aborted.
 */
export async function saveDomain(lv: Libvirt, key: ObjectKey, options?: CallOptions): Promise<void> {
  await lv.call(procedures.domainManagedSave, { dom: wireDomain(key), flags: 0 }, options)
}

/** virsh managedsave-remove: the next start is a boot. Codes: libvirt.42, libvirt.55 there is none. */
export async function removeManagedSave(lv: Libvirt, key: ObjectKey): Promise<void> {
  await lv.call(procedures.domainManagedSaveRemove, { dom: wireDomain(key), flags: 0 })
}

/** virsh domjobabort: the VM runs on. Codes: libvirt.42, libvirt.55 there is no job (any more). */
export async function abortJob(lv: Libvirt, key: ObjectKey): Promise<void> {
  await lv.call(procedures.domainAbortJob, { dom: wireDomain(key) })
}

/** virsh domjobinfo. Null, too, for a VM that has just stopped. */
export async function readSaveProgress(lv: Libvirt, key: ObjectKey): Promise<SaveProgress | null> {
  try {
    const { params } = await lv.call(procedures.domainGetJobStats, { dom: wireDomain(key), flags: 0 })
    const totalBytes = value(params, 'data_total')
    return totalBytes > 0 ? { doneBytes: value(params, 'data_processed'), totalBytes } : null
  } catch (error) {
    if (isVirtLabError(error, 'libvirt.55') || isVirtLabError(error, 'libvirt.42')) return null
    throw error
  }
}

function value(params: TypedParameter[], field: string): number {
  return Number(params.find((param) => param.field === field)?.value ?? 0)
}
