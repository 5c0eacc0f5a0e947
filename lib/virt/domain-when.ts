import type { When } from './domain-devices.ts'

/** virDomainModificationImpact: virsh --live and --config. */
export function whenFlags({ live, config }: When): number {
  return (live ? 1 << 0 : 0) | (config ? 1 << 1 : 0)
}
