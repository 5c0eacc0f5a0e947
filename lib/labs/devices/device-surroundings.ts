import { VirtLabError } from '#lib/base/error.ts'
import { readDomainCapabilities } from '#lib/virt/capabilities.ts'
import type { DeviceSurroundings } from '#lib/virt/commands/check-disk.ts'
import type { FieldError } from '#lib/virt/commands/field-error.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { readDomains } from '#lib/virt/domain.ts'
import { readNetworks } from '#lib/virt/network.ts'
import { readPools } from '#lib/virt/pool.ts'
import type { Domain, Network } from '#lib/virt/types.ts'
import { listVolumes } from '#lib/virt/volume.ts'
import { XmlDocument } from '#lib/virt/xml/edit.ts'

/** Everything that a change of a VM's devices is checked against, fresh. Code: libvirt.42 there is no such VM. */
export async function readDeviceSurroundings(
  lv: Libvirt,
  vm: string,
): Promise<DeviceSurroundings & { networks: Network[] }> {
  const [domains, pools, networks] = await Promise.all([readDomains(lv), readPools(lv), readNetworks(lv)])
  const domain = domains.find(({ name }) => name === vm)
  if (!domain)
    throw new VirtLabError({ code: 'libvirt.42', message: `no domain ${vm}`, params: { words: vm }, status: 404 })
  const [volumes, buses] = await Promise.all([
    Promise.all(
      pools.map(async ({ name }) =>
        (await listVolumes(lv, { pool: name })).map((volume) => ({ ...volume, pool: name })),
      ),
    ),
    readDomainCapabilities(lv, machineOf(domain)).then(({ diskBuses }) => diskBuses),
  ])
  return { domain, domains, pools, networks, volumes: volumes.flat(), buses }
}

/** What of a VM decides which devices it can have. */
export function machineOf(domain: Domain) {
  const root = new XmlDocument(domain.inactiveXml ?? domain.liveXml ?? '<domain/>').root
  const type = root.find('os/type')
  return {
    accelerator: root.get('type') ?? undefined,
    machine: type?.get('machine') ?? undefined,
    arch: type?.get('arch') ?? undefined,
    emulator: root.find('devices/emulator')?.text || undefined,
  }
}

/** The first thing wrong, as the error that the operation ends with. */
export function refuse(errors: readonly FieldError[]): void {
  const [error] = errors
  if (!error) return
  const { code, userMessage, params, field } = error
  throw new VirtLabError({
    code,
    message: `${field}: ${code} ${JSON.stringify(params)}`,
    userMessage,
    params,
    field,
    status: 409,
  })
}
