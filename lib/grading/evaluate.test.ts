import { describe, expect, it } from 'vitest'
import type { Domain } from '#lib/virt/types.ts'
import { checkpoint, host, network, pool, vm } from './define.ts'
import { evaluate } from './evaluate.ts'
import { collectEvidence, type Evidence } from './evidence.ts'

const GiB = 1024 ** 3
const text = { zh: '如此', en: 'so' }

const definition = checkpoint('first-vm', {
  points: 10,
  expect: [
    vm('demo')
      .exists()
      .isPersistent()
      .hasVcpus({ min: 1, max: 2 })
      .hasMemoryMiB({ min: 256, max: 1024 })
      .hasDisk({ format: 'qcow2', minGiB: 2, pool: 'default' })
      .isOnNetwork('default')
      .isRunning()
      .autostarts()
      .hasAddress({ network: 'default' }),
    pool('default').exists().isActive().isPersistent().autostarts().hasType('dir').hasTarget('/var/lib/libvirt/images'),
    pool('default').hasVolume('demo.qcow2', { format: 'qcow2', minGiB: 2, backing: null }),
    network('default').exists().isActive().isPersistent().autostarts().hasForward('nat'),
  ],
  hints: { zh: ['想一想'], en: ['think'] },
})

const domain: Omit<Domain, 'liveXml' | 'inactiveXml'> = {
  uuid: 'd-1',
  name: 'demo',
  id: 1,
  state: 'running',
  reason: 'booted',
  type: 'qemu',
  persistent: true,
  autostart: true,
  hasManagedSave: false,
  vcpus: 2,
  vcpusMax: 2,
  memoryKiB: 200 * 1024,
  memoryMaxKiB: 512 * 1024,
  osinfo: null,
  interfaces: [
    {
      mac: '52:54:00:00:00:01',
      model: 'virtio',
      type: 'network',
      source: 'default',
      target: 'vnet0',
      linkState: 'up',
      addresses: [{ family: 'ipv4', address: '192.168.122.5', prefix: 24 }],
    },
  ],
  disks: [
    { target: 'sda', bus: 'sata', device: 'cdrom', format: 'raw', source: '/iso', readonly: true },
    {
      target: 'vda',
      bus: 'virtio',
      device: 'disk',
      format: 'qcow2',
      source: '/var/lib/libvirt/images/demo.qcow2',
      readonly: false,
    },
  ],
  graphics: [],
  hasSerialConsole: true,
}

const domainXml = `<domain>
  <cpu mode='custom'><topology sockets='1' cores='2' threads='1'/></cpu>
  <devices>
    <disk type='file' device='cdrom'><source file='/iso'/><target dev='sda' bus='sata'/></disk>
    <disk type='file' device='disk'><driver name='qemu' type='qcow2' cache='none' io='native'/>
      <source file='/var/lib/libvirt/images/demo.qcow2'/><target dev='vda' bus='virtio'/></disk>
    <interface type='network'><mac address='52:54:00:00:00:01'/><source network='default'/><model type='virtio'/></interface>
    <graphics type='vnc' port='5931' autoport='no' listen='127.0.0.1'/>
  </devices>
</domain>`
const networkXml = `<network><ip address='192.168.122.1'><dhcp><range start='192.168.122.2' end='192.168.122.254'/></dhcp></ip></network>`
const snapshot: Evidence['snapshots'][number] = {
  domain: 'demo',
  name: 'clean',
  description: 'before the update',
  createdAt: 1,
  state: 'shutoff',
  parent: null,
  isCurrent: true,
  location: 'internal',
  memory: 'none',
}
const lease: Evidence['leases'][number] = {
  network: 'default',
  mac: '52:54:00:00:00:01',
  address: '192.168.122.5',
  prefix: 24,
  hostname: 'demo',
  expiresAt: 1,
}

function evidence(change: (evidence: Evidence) => void = () => {}): Evidence {
  const value: Evidence = structuredClone({
    at: 1,
    unreachable: null,
    names: { vm: ['demo', 'web'], pool: ['default'], network: ['default'] },
    domains: [{ ...domain, config: domainXml, live: domainXml }],
    networks: [
      {
        uuid: 'n-1',
        name: 'default',
        active: true,
        persistent: true,
        autostart: true,
        bridge: 'virbr0',
        forward: 'nat',
        config: networkXml,
        live: networkXml,
      },
    ],
    snapshots: [snapshot],
    leases: [lease],
    host: null,
    pools: [
      {
        uuid: 'p-1',
        name: 'default',
        state: 'running',
        persistent: true,
        autostart: true,
        type: 'dir',
        targetPath: '/var/lib/libvirt/images/',
        capacityBytes: 100 * GiB,
        allocationBytes: 0,
        availableBytes: 100 * GiB,
        permissions: null,
        config: '<pool/>',
        live: '<pool/>',
      },
    ],
    volumes: [
      {
        pool: 'default',
        name: 'demo.qcow2',
        key: '/var/lib/libvirt/images/demo.qcow2',
        path: '/var/lib/libvirt/images/demo.qcow2',
        type: 'file',
        capacityBytes: 2 * GiB,
        allocationBytes: 0,
        format: 'qcow2',
        backingPath: null,
        backingFormat: null,
        permissions: null,
      },
    ],
  })
  change(value)
  return value
}

/** Of the VM's persistent definition. */
function changed(from: string, to: string) {
  return (e: Evidence) => Object.assign(e.domains[0]!, { config: domainXml.replace(from, to) })
}

/** For each expectation one change of an otherwise good lab that makes it the first unmet one, and the actual value. */
const breaks: [id: string, actual: string | null, change: (evidence: Evidence) => void][] = [
  [
    'vm.demo.exists',
    'web',
    (e) => {
      e.domains = []
      e.names.vm = ['web']
    },
  ],
  ['vm.demo.isPersistent', 'transient', (e) => Object.assign(e.domains[0]!, { persistent: false })],
  ['vm.demo.hasVcpus', '3', (e) => Object.assign(e.domains[0]!, { vcpus: 3 })],
  ['vm.demo.hasMemoryMiB', '192 MiB', (e) => Object.assign(e.domains[0]!, { memoryMaxKiB: 192 * 1024 })],
  ['vm.demo.hasDisk', 'vda raw 2 GiB default virtio cache=none io=native', changed("type='qcow2'", "type='raw'")],
  [
    'vm.demo.hasDisk',
    'vda qcow2 1.5 GiB default virtio cache=none io=native',
    (e) => Object.assign(e.volumes[0]!, { capacityBytes: 1.5 * GiB }),
  ],
  [
    'vm.demo.hasDisk',
    'vda qcow2 2 GiB other virtio cache=none io=native',
    (e) => Object.assign(e.volumes[0]!, { pool: 'other' }),
  ],
  ['vm.demo.hasDisk', null, changed("device='disk'", "device='cdrom'")],
  ['vm.demo.isOnNetwork', 'lan', (e) => Object.assign(e.domains[0]!.interfaces[0]!, { source: 'lan' })],
  ['vm.demo.isRunning', 'paused', (e) => Object.assign(e.domains[0]!, { state: 'paused' })],
  ['vm.demo.autostarts', 'disable', (e) => Object.assign(e.domains[0]!, { autostart: false })],
  ['vm.demo.hasAddress', null, (e) => Object.assign(e.domains[0]!.interfaces[0]!, { addresses: [] })],
  ['pool.default.isActive', 'inactive', (e) => Object.assign(e.pools[0]!, { state: 'inactive' })],
  ['pool.default.isPersistent', 'transient', (e) => Object.assign(e.pools[0]!, { persistent: false })],
  ['pool.default.autostarts', 'no', (e) => Object.assign(e.pools[0]!, { autostart: false })],
  ['pool.default.hasType', 'logical', (e) => Object.assign(e.pools[0]!, { type: 'logical' })],
  ['pool.default.hasTarget', '/srv', (e) => Object.assign(e.pools[0]!, { targetPath: '/srv' })],
  ['pool.default.hasVolume', 'x.img qcow2 2 GiB', (e) => Object.assign(e.volumes[0]!, { name: 'x.img' })],
  [
    'pool.default.hasVolume',
    'demo.qcow2 qcow2 2 GiB ← /srv/base.qcow2',
    (e) => Object.assign(e.volumes[0]!, { backingPath: '/srv/base.qcow2' }),
  ],
  ['network.default.exists', 'lan', (e) => Object.assign(e, { networks: [], names: { ...e.names, network: ['lan'] } })],
  ['network.default.isActive', 'inactive', (e) => Object.assign(e.networks[0]!, { active: false })],
  ['network.default.isPersistent', 'transient', (e) => Object.assign(e.networks[0]!, { persistent: false })],
  ['network.default.autostarts', 'no', (e) => Object.assign(e.networks[0]!, { autostart: false })],
  ['network.default.hasForward', 'isolated', (e) => Object.assign(e.networks[0]!, { forward: 'isolated' })],
  ['pool.default.exists', null, (e) => Object.assign(e, { pools: [], names: { ...e.names, pool: [] } })],
]

describe('evaluate', () => {
  it('passes when every expectation is met', () => {
    expect(evaluate(definition, evidence())).toMatchObject({ status: 'passed' })
  })

  it.each(breaks)('fails on %s (actual: %s)', (id, actual, change) => {
    const judgement = evaluate(definition, evidence(change))
    expect(judgement).toMatchObject({ status: 'failed', unmet: id })
    expect(judgement.expectations.find((finding) => finding.id === id)).toEqual({ id, met: false, actual })
  })

  it('has a way to fail for every expectation', () => {
    expect(new Set(breaks.map(([id]) => id))).toEqual(new Set(definition.expectations.map((e) => e.id)))
  })

  it('names the mistake in both languages', () => {
    const wrongName = evidence((e) => Object.assign(e, { domains: [], names: { ...e.names, vm: ['dmeo'] } }))
    expect(evaluate(definition, wrongName)).toMatchObject({
      hint: { zh: '还没有名为 demo 的虚拟机；现有：dmeo', en: 'There is no VM named demo; what there is: dmeo' },
    })
  })

  it('says unreachable, and not failed, when the lab could not be read', () => {
    const judgement = evaluate(
      definition,
      evidence((e) => Object.assign(e, { unreachable: 'stopped' })),
    )
    expect(judgement).toMatchObject({ status: 'unreachable', reason: 'stopped' })
  })

  it('judges the same from evidence that went through storage', () => {
    for (const [, , change] of breaks) {
      const stored = JSON.parse(JSON.stringify(evidence(change)))
      const storedDefinition = JSON.parse(JSON.stringify(definition))
      expect(evaluate(storedDefinition, stored)).toEqual(evaluate(definition, evidence(change)))
    }
  })
})

describe('collectEvidence', () => {
  it('takes only what the definition speaks of, without passwords', () => {
    const inactiveXml = `<domain><graphics type='vnc' passwd='open-sesame'/></domain>`
    const full: Domain = { ...domain, liveXml: null, inactiveXml }
    const collected = collectEvidence(
      definition,
      {
        lab: { lab: { phase: 'running', since: 0 } },
        start: {} as never,
        host: {} as never,
        domains: { 'd-1': full, 'd-2': { ...full, uuid: 'd-2', name: 'web' } },
        networks: {},
        leases: {},
        pools: {},
        volumes: {
          a: { ...evidence().volumes[0]!, xml: '<volume/>' },
          b: { ...evidence().volumes[0]!, xml: '<volume/>', pool: 'other', path: '/other' },
        },
        snapshots: {},
        creations: {},
        jobs: {},
        checkpoints: {},
        history: {},
        help: {} as never,
        hand: {} as never,
        messages: {},
        suspension: {} as never,
      },
      7,
    )
    expect(collected).toMatchObject({ at: 7, unreachable: null, domains: [domain], names: { vm: ['demo', 'web'] } })
    expect(collected.volumes).toHaveLength(1)
    expect(collected.domains[0]?.config).toContain('***')
    expect(JSON.stringify(collected)).not.toMatch(/open-sesame|<volume/)
  })
})

describe('checkpoint', () => {
  const hints = { zh: [], en: [] }
  it('refuses a definition that cannot fail', () => {
    expect(() => checkpoint('empty', { points: 1, expect: [], hints })).toThrow(/expects nothing/)
    expect(() => vm('x').hasVcpus({})).toThrow(/range/)
  })

  it('numbers expectations that say the same of one subject', () => {
    const two = checkpoint('two', { points: 1, expect: [vm('x').hasDisk({ minGiB: 1 }).hasDisk({ minGiB: 2 })], hints })
    expect(two.expectations.map((e) => e.id)).toEqual(['vm.x.hasDisk', 'vm.x.hasDisk.2'])
  })

  it('lets a lesson say it in its own words', () => {
    const own = vm('x')
      .exists()
      .saying({ text: { zh: '建好', en: 'made' } })
    expect(own.expectations[0]).toMatchObject({
      text: { zh: '建好' },
      unmet: { en: expect.stringContaining('{actual}') },
    })
  })
})

/** One expectation each, met by the evidence above, and what it is not met by. */
const met: [string, ReturnType<typeof vm | typeof pool | typeof network>][] = [
  ['max vCPUs', vm('demo').hasMaxVcpus({ min: 2 })],
  ['current memory', vm('demo').hasCurrentMemoryMiB({ max: 200 })],
  [
    'bus, cache and io of one disk',
    vm('demo').hasDisk({ bus: 'virtio', cache: 'none', io: 'native', volume: 'demo.qcow2' }),
  ],
  ['a NIC, whatever the case of its MAC', vm('demo').hasNic({ source: 'default', model: 'virtio', link: 'up' })],
  ['a display', vm('demo').hasGraphics({ type: 'vnc', listen: '127.0.0.1', port: 5931, password: false })],
  [
    'a snapshot',
    vm('demo').hasSnapshot('clean', { location: 'internal', memory: false, current: true, described: true }),
  ],
  ['no snapshot', vm('demo').hasNoSnapshot('dirty')],
  ['no VM', vm('gone').isAbsent()],
  ['an attribute', vm('demo').config('cpu/topology/@cores', 2, { text, unmet: text })],
  ['a count', vm('demo').live('count(devices/disk)', 2, { text, unmet: text })],
  ['a node that is not there', vm('demo').config('devices/sound', false, { text, unmet: text })],
  ['a range', network('default').config('count(ip/dhcp/range)', { min: 1 }, { text, unmet: text })],
  ['a pattern', network('default').live('ip/dhcp/range/@end', /^192\.168\.122\./, { text, unmet: text })],
  ['a lease', network('default').hasLease({ hostname: 'demo', address: '192.168.122.5' })],
  ['no volume', pool('default').hasNoVolume('other.qcow2')],
]
const unmet: typeof met = [
  ['too few max vCPUs', vm('demo').hasMaxVcpus({ min: 3 })],
  ['two disks that fit half each', vm('demo').hasDisk({ bus: 'sata', cache: 'none' })],
  ['a NIC of another model', vm('demo').hasNic({ source: 'default', model: 'e1000e' })],
  ['a display on all addresses', vm('demo').hasGraphics({ listen: '0.0.0.0' })],
  ['a display without password', vm('demo').hasGraphics({ password: true })],
  ['an external snapshot', vm('demo').hasSnapshot('clean', { location: 'external' })],
  ['a snapshot below another', vm('demo').hasSnapshot('clean', { parent: 'base' })],
  ['a snapshot that is still there', vm('demo').hasNoSnapshot('clean')],
  ['a VM that is still there', vm('demo').isAbsent()],
  ['another number', vm('demo').config('cpu/topology/@cores', 4, { text, unmet: text })],
  ['a node that is missing', vm('demo').config('devices/sound', true, { text, unmet: text })],
  ['a VM that is off has no live definition', vm('off').live('devices/disk', false, { text, unmet: text })],
  ['a lease for another name', network('default').hasLease({ hostname: 'web' })],
  ['a volume that is still there', pool('default').hasNoVolume('demo.qcow2')],
  ['a volume with a backing file', pool('default').hasVolume('demo.qcow2', { backing: 'base.qcow2' })],
]
const hints = { zh: [], en: [] }

describe('each test', () => {
  it.each(met)('%s', (_what, expected) => {
    const one = checkpoint('one', { points: 1, expect: [expected], hints })
    expect(evaluate(one, evidence())).toMatchObject({ status: 'passed' })
  })
  it.each(unmet)('not: %s', (_what, expected) => {
    const one = checkpoint('one', { points: 1, expect: [expected], hints })
    expect(evaluate(one, evidence())).toMatchObject({ status: 'failed' })
  })
  it('an XPath that cannot be read is the author’s error, when the lesson is read', () => {
    expect(() => vm('demo').config('devices/[', true, { text, unmet: text })).toThrow()
  })
  it('the host’s groups, packages and outputs', () => {
    const facts = {
      groups: { libvirt: ['student'] },
      packages: {
        'virt-manager': { installed: true, version: '5.0', genuine: true },
        fake: { installed: true, version: '1', genuine: false },
      },
      outputs: { 'nft list ruleset': { exitCode: 0, stdout: 'table ip lab {\n}' } },
    }
    const judge = (expected: ReturnType<typeof host>) =>
      evaluate(
        checkpoint('one', { points: 1, expect: [expected], hints }),
        evidence((e) => (e.host = facts)),
      ).status
    expect(judge(host().hasUserInGroup('student', 'libvirt').hasPackage('virt-manager'))).toBe('passed')
    expect(
      judge(
        host().prints({ run: ['nft', 'list', 'ruleset'], matches: /^table ip lab/ }, { id: 'rule', text, unmet: text }),
      ),
    ).toBe('passed')
    expect(judge(host().hasUserInGroup('student', 'kvm'))).toBe('failed')
    expect(judge(host().hasPackage('fake'))).toBe('failed')
    expect(judge(host().hasPackage('vim'))).toBe('failed')
  })
})
