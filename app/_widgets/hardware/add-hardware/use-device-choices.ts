'use client'

import { useEffect, useMemo, useState } from 'react'
import type { LiveState } from '#lib/gateway/protocol.ts'
import type { DeviceChoices } from '#lib/labs/devices/device-choices.ts'
import type { DeviceSurroundings } from '#lib/virt/commands/check-disk.ts'
import type { Domain, Network } from '#lib/virt/types.ts'
import { useLabId, useLive } from '../../live-state/live-state.tsx'
import { readDeviceChoicesAction } from './actions.ts'

/** What x86 has, until the host has answered. */
const usual: DeviceChoices = {
  diskBuses: ['virtio', 'scsi', 'sata', 'usb'],
  nicModels: ['virtio', 'e1000', 'rtl8139'],
  videoModels: ['virtio', 'vga', 'bochs'],
  panicModels: ['isa', 'pvpanic'],
  tpmModels: ['tpm-tis', 'tpm-crb'],
  filesystemDrivers: ['path'],
  tpmEmulator: false,
  q35: false,
  bridges: [],
  hostDevices: [],
}

/** The host's choices for this VM, asked for once (and anew for another machine type). */
export function useDeviceChoices(domain: Domain): DeviceChoices {
  const labId = useLabId()
  const [choices, setChoices] = useState(usual)
  const machine = /<type [^>]*machine='([^']*)'/.exec(domain.inactiveXml ?? '')?.[1]
  // biome-ignore lint/correctness/useExhaustiveDependencies: another machine has other devices
  useEffect(() => {
    let gone = false
    void readDeviceChoicesAction(labId, domain.name).then((read) => {
      if (read && !gone) setChoices(read)
    })
    return () => {
      gone = true
    }
  }, [labId, domain.name, machine])
  return choices
}

const selectDomains = (state: LiveState) => state.domains
const selectPools = (state: LiveState) => state.pools
const selectVolumes = (state: LiveState) => state.volumes
const selectNetworks = (state: LiveState) => state.networks

export type Surroundings = DeviceSurroundings & { networks: Network[] }

/** What changes of this VM's devices are checked against while they are typed. */
export function useSurroundings(domain: Domain, choices: DeviceChoices): Surroundings {
  const domains = useLive(selectDomains)
  const pools = useLive(selectPools)
  const volumes = useLive(selectVolumes)
  const networks = useLive(selectNetworks)
  return useMemo(
    () => ({
      domain,
      domains: Object.values(domains ?? {}),
      pools: Object.values(pools ?? {}),
      volumes: Object.values(volumes ?? {}),
      networks: Object.values(networks ?? {}),
      buses: choices.diskBuses,
    }),
    [domain, domains, pools, volumes, networks, choices],
  )
}
