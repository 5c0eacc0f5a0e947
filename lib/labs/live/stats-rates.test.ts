import { describe, expect, it } from 'vitest'
import type { DomainCounters } from '#lib/virt/domain-stats.ts'
import { type StatsReading, toRates } from './stats-rates.ts'

const vm: DomainCounters = {
  uuid: 'u',
  id: 1,
  vcpus: 2,
  cpuTimeNs: 4e9,
  balloonKiB: 1024,
  balloonMaxKiB: 2048,
  rssKiB: 512,
  guest: null,
  disks: [{ name: 'vda', inBytes: 100, outBytes: 10 }],
  nics: [],
}
const reading = (at: number, domains: DomainCounters[], busyNs = 0): StatsReading => ({
  at,
  host: { cpus: 2, busyNs, memoryKiB: 100, memoryUsedKiB: 50 },
  domains: new Map(domains.map((domain) => [domain.uuid, domain])),
})
const ratesOf = (before: DomainCounters, now: DomainCounters, ms = 2000) =>
  toRates(reading(ms, [now]), reading(0, [before])).domains.u

describe('rates from two readings', () => {
  it('knows none from one', () => {
    const { host, domains } = toRates(reading(0, [vm]), null)
    expect(host).toEqual({ cpus: 2, cpuPercent: null, memoryKiB: 100, memoryUsedKiB: 50 })
    expect(domains.u).toMatchObject({ cpuPercent: null, disk: { inBytes: 100, inPerSecond: null } })
  })

  it('CPU in percent of all vCPUs, traffic per second', () => {
    const later = { ...vm, cpuTimeNs: 6e9, disks: [{ name: 'vda', inBytes: 300, outBytes: 10 }] }
    expect(ratesOf(vm, later)).toMatchObject({
      cpuPercent: 50,
      disk: { inBytes: 300, inPerSecond: 100, outPerSecond: 0 },
    })
  })

  it('the host over its CPUs', () => {
    expect(toRates(reading(1000, [], 1e9), reading(0, [])).host.cpuPercent).toBe(50)
  })

  it('begins anew after a restart', () => {
    expect(ratesOf(vm, { ...vm, id: 2, cpuTimeNs: 1e9 })).toMatchObject({
      cpuPercent: null,
      disk: { inPerSecond: null },
    })
  })

  it('never goes below nothing when a disk is unplugged, and counts a new one from its beginning', () => {
    expect(ratesOf(vm, { ...vm, disks: [] })?.disk).toMatchObject({ inBytes: 0, inPerSecond: 0 })
    const two = [...vm.disks, { name: 'vdb', inBytes: 50, outBytes: 0 }]
    expect(ratesOf(vm, { ...vm, disks: two })?.disk.inPerSecond).toBe(25)
  })

  it('says nothing of the CPUs of a VM that was being asked something else', () => {
    expect(ratesOf(vm, { ...vm, vcpus: 0, cpuTimeNs: 0 })?.cpuPercent).toBeNull()
    expect(ratesOf({ ...vm, vcpus: 0, cpuTimeNs: 0 }, vm)?.cpuPercent).toBeNull()
  })
})
