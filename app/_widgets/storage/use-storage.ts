'use client'

import { useMemo } from 'react'
import type { LiveState, VolumeView } from '#lib/gateway/protocol.ts'
import type { StoragePool } from '#lib/virt/types.ts'
import { usersOfVolume, type VolumeUser } from '#lib/virt/xml/volume-users.ts'
import { useLive } from '../live-state/live-state.tsx'

/** All that is stored in the lab, by name, and who uses what. */
export interface StorageState {
  pools: StoragePool[]
  volumes: VolumeView[]
  volumesOf(pool: string): VolumeView[]
  usersOf(volume: VolumeView): VolumeUser[]
}

const selectPools = (state: LiveState) => state.pools
const selectVolumes = (state: LiveState) => state.volumes
const selectDomains = (state: LiveState) => state.domains

/** Null until it is known. */
export function useStorage(): StorageState | null {
  const pools = useLive(selectPools)
  const volumes = useLive(selectVolumes)
  const domains = useLive(selectDomains)
  return useMemo(() => {
    if (!pools || !volumes || !domains) return null
    const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name)
    const all = Object.values(volumes).toSorted(byName)
    const users = new Map<VolumeView, VolumeUser[]>()
    return {
      pools: Object.values(pools).toSorted(byName),
      volumes: all,
      volumesOf: (pool) => all.filter((volume) => volume.pool === pool),
      usersOf(volume) {
        const known = users.get(volume) ?? usersOfVolume(volume, Object.values(domains), all)
        users.set(volume, known)
        return known
      },
    }
  }, [pools, volumes, domains])
}
