import { describe, expect, it } from 'vitest'
import { checkCreateForm } from './check-create-form.ts'
import { type CreateForm, createFormSchema, emptyCreateForm } from './create-form.ts'
import type { CreateLimits } from './create-limits.ts'
import { adviseResources } from './resource-advice.ts'
import { suggestName } from './suggest-name.ts'

const images = '/var/lib/libvirt/images'
const limits: CreateLimits = {
  hostCpus: 4,
  hostMemoryMiB: 6144,
  hostMemoryFreeMiB: 5000,
  maxVcpus: 255,
  kvm: false,
  uefi: false,
  names: ['taken'],
  pools: [
    {
      name: 'default',
      active: true,
      type: 'dir',
      targetPath: images,
      availableBytes: 30 * 1024 ** 3,
      formats: ['qcow2', 'raw', 'qed'],
    },
    {
      name: 'lvm',
      active: true,
      type: 'logical',
      targetPath: '/dev/vg',
      availableBytes: 30 * 1024 ** 3,
      formats: ['raw'],
    },
    { name: 'off', active: false, type: 'dir', targetPath: '/off', availableBytes: 0, formats: ['qcow2'] },
  ],
  networks: [
    { name: 'default', active: true, forward: 'nat', pxe: false },
    { name: 'down', active: false, forward: 'nat', pxe: false },
  ],
  media: [{ path: `${images}/a.iso`, name: 'a.iso', pool: 'default', sizeBytes: 1 }],
  images: [
    {
      path: `${images}/free.qcow2`,
      name: 'free.qcow2',
      pool: 'default',
      sizeBytes: 1,
      format: 'qcow2',
      capacityBytes: 1,
      usedBy: [],
    },
    {
      path: `${images}/used.qcow2`,
      name: 'used.qcow2',
      pool: 'default',
      sizeBytes: 1,
      format: 'qcow2',
      capacityBytes: 1,
      usedBy: ['taken'],
    },
  ],
}
const good: CreateForm = { ...emptyCreateForm, isoPath: `${images}/a.iso`, osId: 'debian13', name: 'web' }
const errorsOf = (change: Partial<CreateForm>) =>
  checkCreateForm({ ...good, ...change }, limits).map((error) => `${error.field}: ${error.code}`)

describe('checkCreateForm', () => {
  it('takes a good form', () => {
    expect(errorsOf({})).toEqual([])
    expect(errorsOf({ name: '测试机' })).toEqual([])
    expect(errorsOf({ method: 'import', importPath: `${images}/free.qcow2`, name: 'with space' })).toEqual([])
  })

  it.each<[Partial<CreateForm>, string]>([
    [{ name: '' }, 'name: wizard.name-missing'],
    [{ name: 'taken' }, 'name: wizard.name-taken'],
    [{ name: 'a/b' }, 'name: wizard.name-slash'],
    [{ name: '../etc' }, 'name: wizard.name-slash'],
    [{ name: 'a..b' }, 'name: wizard.name-dots'],
    [{ name: '<b>' }, 'name: wizard.name-character'],
    [{ name: 'a\u0007' }, 'name: wizard.name-control'],
    [{ name: 'a\u202eb' }, 'name: wizard.name-control'],
    [{ name: ' a' }, 'name: wizard.name-edge-space'],
    [{ name: 'a b' }, 'name: wizard.name-space'],
    [{ name: '-a' }, 'name: wizard.name-dash'],
    [{ name: '虚'.repeat(67) }, 'name: wizard.name-long'],
    [{ isoPath: '' }, 'isoPath: wizard.media-missing'],
    [{ isoPath: 'a.iso' }, 'isoPath: wizard.path-relative'],
    [{ isoPath: `${images}/no.iso` }, 'isoPath: wizard.media-not-found'],
    [{ isoPath: '/etc/passwd' }, 'isoPath: wizard.path-outside-pools'],
    [{ isoPath: `${images}/../../../../etc/passwd` }, 'isoPath: wizard.path-outside-pools'],
    [{ method: 'url', url: '' }, 'url: wizard.url-missing'],
    [{ method: 'url', url: 'nonsense' }, 'url: wizard.url-invalid'],
    [{ method: 'url', url: 'file:///etc' }, 'url: wizard.url-scheme'],
    [{ method: 'import', importPath: '' }, 'importPath: wizard.image-missing'],
    [{ method: 'import', importPath: `${images}/used.qcow2` }, 'importPath: wizard.image-in-use'],
    [{ method: 'pxe', network: '' }, 'network: wizard.network-needed'],
    [{ osId: null }, 'osId: wizard.os-not-detected'],
    [{ osId: null, osDetect: false }, 'osId: wizard.os-missing'],
    [{ memoryMiB: 0 }, 'memoryMiB: wizard.memory-zero'],
    [{ memoryMiB: -1 }, 'memoryMiB: wizard.memory-zero'],
    [{ memoryMiB: 1.5 }, 'memoryMiB: wizard.not-whole'],
    [{ memoryMiB: null }, 'memoryMiB: wizard.memory-missing'],
    [{ memoryMiB: 1e9 }, 'memoryMiB: wizard.memory-too-large'],
    [{ vcpus: 0 }, 'vcpus: wizard.vcpus-zero'],
    [{ vcpus: 256 }, 'vcpus: wizard.vcpus-too-many'],
    [{ sizeGiB: 0 }, 'sizeGiB: wizard.size-zero'],
    [{ sizeGiB: 31 }, 'sizeGiB: wizard.size-too-large'],
    [{ pool: 'none' }, 'pool: wizard.pool-not-found'],
    [{ pool: 'off' }, 'pool: wizard.pool-inactive'],
    [{ pool: 'lvm' }, 'format: wizard.format-unsupported'],
    [{ network: 'no' }, 'network: wizard.network-not-found'],
    [{ network: 'down' }, 'network: wizard.network-inactive'],
    [{ firmware: 'uefi' }, 'firmware: wizard.uefi-unavailable'],
    [{ cpuMode: 'host-passthrough' }, 'cpuMode: wizard.passthrough-needs-kvm'],
    [{ diskBus: 'ide' }, 'diskBus: wizard.ide-needs-pc'],
  ])('refuses %j', (change, expected) => {
    expect(errorsOf(change)).toEqual([expected])
  })

  it('checks only the shape in the schema, so that a wrong value still reaches its field', () => {
    expect(createFormSchema.safeParse({ ...good, memoryMiB: -5, name: '../' }).success).toBe(true)
    expect(createFormSchema.safeParse({ ...good, method: 'floppy' }).success).toBe(false)
    expect(createFormSchema.safeParse({ ...good, memoryMiB: Number.NaN }).success).toBe(false)
  })
})

describe('adviseResources', () => {
  const advice = (change: Partial<CreateForm>) => adviseResources({ ...good, ...change }, limits).map(({ key }) => key)
  it('keeps to 75 % of the CPUs and leaves 2 GiB', () => {
    expect(advice({ vcpus: 3, memoryMiB: 4096 })).toEqual([])
    expect(advice({ vcpus: 4 })).toEqual(['cpus-over-share'])
    expect(advice({ vcpus: 8 })).toEqual(['cpus-over-host'])
    expect(advice({ memoryMiB: 4500 })).toEqual(['memory-little-left'])
    expect(advice({ memoryMiB: 5500 })).toEqual(['memory-over-free'])
  })
  it('tells about the formats', () => expect(advice({ format: 'qed' })).toEqual(['format-qed']))
})

describe('suggestName', () => {
  it('finds a free one', () => {
    expect(suggestName('debian13', [])).toBe('debian13')
    expect(suggestName('debian13', ['debian13', 'debian13-2'])).toBe('debian13-3')
    expect(suggestName('generic', [])).toBe('vm')
  })
})
