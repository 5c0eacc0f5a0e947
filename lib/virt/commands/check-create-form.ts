import { checkName } from './check-name.ts'
import { checkMedia, checkStorage } from './check-storage.ts'
import { type CreateForm, canDetectOs } from './create-form.ts'
import type { CreateLimits } from './create-limits.ts'
import { type FieldError, fieldError } from './field-error.ts'

/** Everything wrong with the form against the host's state, by field. The browser and the server both ask this. */
export function checkCreateForm(form: CreateForm, limits: CreateLimits): FieldError[] {
  return [
    ...checkMedia(form, limits),
    ...checkOs(form),
    ...checkMemory(form.memoryMiB, limits),
    ...checkVcpus(form.vcpus, limits),
    ...checkStorage(form, limits),
    ...checkName(form.name, limits.names, form.method !== 'import' && form.storage === 'create'),
    ...checkNetwork(form, limits),
    ...checkCustomisation(form, limits),
  ]
}

function checkOs(form: CreateForm): FieldError[] {
  if (form.osId !== null && form.osId !== '') return []
  return [fieldError('osId', canDetectOs(form.method) && form.osDetect ? 'os-not-detected' : 'os-missing')]
}

function checkMemory(memoryMiB: number | null, limits: CreateLimits): FieldError[] {
  if (memoryMiB === null) return [fieldError('memoryMiB', 'memory-missing')]
  if (!Number.isInteger(memoryMiB)) return [fieldError('memoryMiB', 'not-whole')]
  if (memoryMiB <= 0) return [fieldError('memoryMiB', 'memory-zero')]
  const { hostMemoryMiB } = limits
  return memoryMiB > hostMemoryMiB ? [fieldError('memoryMiB', 'memory-too-large', { memoryMiB, hostMemoryMiB })] : []
}

function checkVcpus(vcpus: number | null, limits: CreateLimits): FieldError[] {
  if (vcpus === null) return [fieldError('vcpus', 'vcpus-missing')]
  if (!Number.isInteger(vcpus)) return [fieldError('vcpus', 'not-whole')]
  if (vcpus <= 0) return [fieldError('vcpus', 'vcpus-zero')]
  return vcpus > limits.maxVcpus ? [fieldError('vcpus', 'vcpus-too-many', { vcpus, maxVcpus: limits.maxVcpus })] : []
}

function checkNetwork(form: CreateForm, limits: CreateLimits): FieldError[] {
  if (form.network === '') return form.method === 'pxe' ? [fieldError('network', 'network-needed')] : []
  const network = limits.networks.find((candidate) => candidate.name === form.network)
  if (!network) return [fieldError('network', 'network-not-found', { network: form.network })]
  return network.active ? [] : [fieldError('network', 'network-inactive', { network: network.name })]
}

function checkCustomisation(form: CreateForm, limits: CreateLimits): FieldError[] {
  const errors: FieldError[] = []
  if (form.firmware === 'uefi' && !limits.uefi) errors.push(fieldError('firmware', 'uefi-unavailable'))
  if (form.cpuMode === 'host-passthrough' && !limits.kvm) errors.push(fieldError('cpuMode', 'passthrough-needs-kvm'))
  // q35 has no IDE controller, i440fx has no other slot for one by default.
  if (form.diskBus === 'ide' && form.machine !== 'pc') errors.push(fieldError('diskBus', 'ide-needs-pc'))
  return errors
}
