import { describe, expect, it } from 'vitest'
import type { LiveState, VolumeView } from '#lib/gateway/protocol.ts'
import type { Domain, Network, StoragePool } from '#lib/virt/types.ts'
import { describeChange } from './describe-change.ts'
import { emptyState } from './empty-state.ts'

const demo: Domain = {
  uuid: 'u',
  name: 'demo',
  id: null,
  state: 'shutoff',
  reason: 'shutdown',
  type: 'qemu',
  persistent: true,
  autostart: false,
  hasManagedSave: false,
  vcpus: 1,
  vcpusMax: 1,
  memoryKiB: 65536,
  memoryMaxKiB: 65536,
  osinfo: null,
  interfaces: [],
  disks: [],
  graphics: [],
  hasSerialConsole: false,
  liveXml: null,
  inactiveXml: '<domain/>',
}
type Step = [state: Domain['state'], reason: string]
const step = ([state, reason]: Step): Domain => ({ ...demo, state, reason, id: state === 'shutoff' ? null : 1 })
const holding = (domain: Domain): LiveState => ({ ...emptyState({ phase: 'stopped' }), domains: { u: domain } })

/** What the history says of a VM that goes through these states. */
function tellOf(steps: Step[]): string[] {
  const domains = steps.map(step)
  return domains
    .slice(1)
    .flatMap((domain, i) =>
      describeChange({ collection: 'domains', id: 'u' }, holding(domains[i] ?? demo), holding(domain)),
    )
    .map(({ summary }) => summary)
}

const off: Step = ['shutoff', 'shutdown']
const startingUp: Step = ['paused', 'starting up']
const booted: Step = ['running', 'booted']
const byUser: Step = ['paused', 'user']
const unpaused: Step = ['running', 'unpaused']

const running = (change: Partial<Domain>): Domain => ({ ...step(booted), liveXml: '<domain/>', ...change })
const edits = (before: Domain, after: Domain) =>
  describeChange({ collection: 'domains', id: 'u' }, holding(before), holding(after)).map(({ summary }) => summary)

describe('what the history says of a VM that is edited', () => {
  const nic = (state: string) => `<domain><target state='${state}'/><nic/></domain>`
  it.each<[string, Partial<Domain>, string[]]>([
    ['attach-device --live', { liveXml: '<domain><disk/></domain>' }, ['vm-edited-live']],
    ['attach-device --config', { inactiveXml: '<domain><disk/></domain>' }, ['vm-edited']],
    ['setmem --live', { memoryKiB: 1024, liveXml: '<domain><currentMemory/></domain>' }, ['vm-memory']],
    ['setvcpus --live', { vcpus: 2, liveXml: '<domain><vcpu/></domain>' }, ['vm-vcpus']],
    ['a restart', { id: 2, liveXml: '<domain id="2"/>' }, ['vm-restarted']],
  ])('%s', (_done, change, told) => expect(edits(running({}), running(change))).toEqual(told))

  it('nothing of an agent that connects', () =>
    expect(edits(running({ liveXml: nic('disconnected') }), running({ liveXml: nic('connected') }))).toEqual([]))
})

describe('what the history says of a VM', () => {
  it.each<[string, Step[], string[]]>([
    ['start', [off, startingUp, booted], ['vm-started']],
    ['start --paused, resume', [off, startingUp, byUser, unpaused], ['vm-started', 'vm-resumed']],
    ['suspend, resume', [booted, byUser, unpaused], ['vm-suspended', 'vm-resumed']],
    ['managedsave', [booted, ['paused', 'saving'], ['shutoff', 'saved']], ['vm-saved']],
    ['snapshot-create', [booted, ['paused', 'creating snapshot'], unpaused], []],
    ['snapshot-create of a suspended one', [byUser, ['paused', 'creating snapshot'], byUser], []],
    ['a start that fails', [off, startingUp, ['shutoff', 'failed']], ['vm-failed-to-start']],
    ['destroy', [booted, ['shutoff', 'destroyed']], ['vm-forced-off']],
  ])('%s', (_done, steps, told) => expect(tellOf(steps)).toEqual(told))
})

describe('what the history says of a volume that a refresh shows', () => {
  const pool = { uuid: 'p', name: 'default', state: 'running' } as StoragePool
  const before = { ...emptyState({ phase: 'stopped' }), pools: { p: pool } }
  it.each<[VolumeView['type'], string[]]>([
    ['file', ['volume-created']],
    ['dir', []],
  ])('%s', (type, told) => {
    const volume = { pool: 'default', name: 'mypool', type } as VolumeView
    const after = { ...before, volumes: { 'default/mypool': volume } }
    const changes = describeChange({ collection: 'volumes', id: 'default/mypool' }, before, after)
    expect(changes.map(({ summary }) => summary)).toEqual(told)
  })
})

describe('what the history says of a network that is read again', () => {
  const holdingNetwork = (xml: string): LiveState => ({
    ...emptyState({ phase: 'stopped' }),
    networks: {
      n: { uuid: 'n', name: 'lan', active: true, autostart: false, inactiveXml: '<network/>', xml } as Network,
    },
  })
  it.each([
    ['a NIC more is plugged in', "<network connections='1'><name>lan</name></network>", []],
    ['net-update --live', "<network><name>lan</name><ip address='10.0.0.1'/></network>", ['network-edited-live']],
  ])('%s', (_done, xml, told) => {
    const before = holdingNetwork('<network><name>lan</name></network>')
    const changes = describeChange({ collection: 'networks', id: 'n' }, before, holdingNetwork(xml))
    expect(changes.map(({ summary }) => summary)).toEqual(told)
  })
})
