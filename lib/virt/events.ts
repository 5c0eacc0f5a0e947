import { connectProcedures as procedures, eventLayouts as layouts } from './rpc/procedures.ts'
import type { RpcConnection } from './rpc/connection.ts'
import type { XdrReader } from './rpc/xdr.ts'
import { domainEventDetails, domainEvents, networkEvents, poolEvents, type DomainLifecycle } from './event-names.ts'
import type { DomainRef } from './types.ts'

export interface ObjectRef {
  name: string
  uuid: string
}

/** What happened, in libvirt's own words (https://libvirt.org/html/libvirt-libvirt-domain.html#virDomainEventID). */
export type LibvirtEventBody =
  /** The connection was lost and is back: whatever was known may have changed. */
  | { type: 'resync' }
  | { type: 'domain-lifecycle'; domain: DomainRef; event: DomainLifecycle; detail: string }
  | { type: 'domain-reboot'; domain: DomainRef }
  | { type: 'domain-graphics'; domain: DomainRef; phase: 'connect' | 'initialize' | 'disconnect' }
  | { type: 'domain-device-added'; domain: DomainRef; alias: string }
  | { type: 'domain-device-removed'; domain: DomainRef; alias: string }
  | { type: 'domain-device-removal-failed'; domain: DomainRef; alias: string }
  | { type: 'domain-balloon'; domain: DomainRef; memoryKiB: number }
  | { type: 'domain-agent'; domain: DomainRef; state: 'connected' | 'disconnected'; reason: string }
  | { type: 'domain-metadata'; domain: DomainRef; kind: 'description' | 'title' | 'element'; uri: string | null }
  | { type: 'domain-disk-change'; domain: DomainRef; alias: string; oldSource: string | null; newSource: string | null }
  | { type: 'domain-tray'; domain: DomainRef; alias: string; open: boolean }
  | { type: 'domain-io-error'; domain: DomainRef; alias: string; source: string; reason: string }
  /** type and status are virDomainBlockJobType and virConnectDomainEventBlockJobStatus. */
  | { type: 'domain-block-job'; domain: DomainRef; target: string; job: number; status: number }
  | { type: 'network-lifecycle'; network: ObjectRef; event: 'defined' | 'undefined' | 'started' | 'stopped' }
  | {
      type: 'pool-lifecycle'
      pool: ObjectRef
      event: 'defined' | 'undefined' | 'started' | 'stopped' | 'created' | 'deleted'
    }
  | { type: 'pool-refresh'; pool: ObjectRef }

/** `at`: when it arrived here, in milliseconds since 1970. */
export type LibvirtEvent = LibvirtEventBody & { at: number }

type Decoder = (reader: XdrReader) => LibvirtEventBody | null
const decoders = new Map<number, Decoder>()

function on<T>(
  layout: { number: number; codec: { read(reader: XdrReader): T } },
  toEvent: (value: T) => LibvirtEventBody | null,
): void {
  decoders.set(layout.number, (reader) => toEvent(layout.codec.read(reader)))
}

function ref(domain: { name: string; uuid: string; id: number }): DomainRef {
  return { name: domain.name, uuid: domain.uuid, id: domain.id < 0 ? null : domain.id }
}

on(layouts.domainLifecycle, ({ msg }) => {
  const event = domainEvents[msg.event]
  if (!event) return null
  return {
    type: 'domain-lifecycle',
    domain: ref(msg.dom),
    event,
    detail: domainEventDetails[event][msg.detail] ?? 'unknown',
  }
})
on(layouts.domainReboot, ({ msg }) => ({ type: 'domain-reboot', domain: ref(msg.dom) }))
on(layouts.domainGraphics, ({ msg }) => {
  const phase = (['connect', 'initialize', 'disconnect'] as const)[msg.phase]
  return phase ? { type: 'domain-graphics', domain: ref(msg.dom), phase } : null
})
on(layouts.domainDeviceAdded, ({ dom, alias }) => ({ type: 'domain-device-added', domain: ref(dom), alias }))
on(layouts.domainDeviceRemoved, ({ msg }) => ({
  type: 'domain-device-removed',
  domain: ref(msg.dom),
  alias: msg.alias,
}))
on(layouts.domainDeviceRemovalFailed, ({ dom, alias }) => ({
  type: 'domain-device-removal-failed',
  domain: ref(dom),
  alias,
}))
on(layouts.domainBalloonChange, ({ msg }) => ({
  type: 'domain-balloon',
  domain: ref(msg.dom),
  memoryKiB: msg.memoryKiB,
}))
on(layouts.domainAgentLifecycle, ({ dom, state, reason }) => ({
  type: 'domain-agent',
  domain: ref(dom),
  state: state === 1 ? 'connected' : 'disconnected',
  reason: ['unknown', 'domain started', 'channel event'][reason] ?? 'unknown',
}))
on(layouts.domainMetadataChange, ({ dom, type, uri }) => {
  const kind = (['description', 'title', 'element'] as const)[type]
  return kind ? { type: 'domain-metadata', domain: ref(dom), kind, uri } : null
})
on(layouts.domainDiskChange, ({ msg: { dom, alias, oldSource, newSource } }) => ({
  type: 'domain-disk-change',
  domain: ref(dom),
  alias,
  oldSource,
  newSource,
}))
on(layouts.domainTrayChange, ({ msg }) => ({
  type: 'domain-tray',
  domain: ref(msg.dom),
  alias: msg.alias,
  open: msg.reason === 0,
}))
on(layouts.domainIoErrorReason, ({ msg: { dom, alias, source, reason } }) => ({
  type: 'domain-io-error',
  domain: ref(dom),
  alias,
  source,
  reason,
}))
on(layouts.domainBlockJob, ({ dom, target, type, status }) => ({
  type: 'domain-block-job',
  domain: ref(dom),
  target,
  job: type,
  status,
}))
on(layouts.networkLifecycle, ({ net, event }) => {
  const name = networkEvents[event]
  return name ? { type: 'network-lifecycle', network: net, event: name } : null
})
on(layouts.poolLifecycle, ({ pool, event }) => {
  const name = poolEvents[event]
  return name ? { type: 'pool-lifecycle', pool, event: name } : null
})
on(layouts.poolRefresh, ({ pool }) => ({ type: 'pool-refresh', pool }))

/** An event as it came off the wire; null for one that we have no use for. Code: libvirt.protocol. */
export function decodeEvent(procedure: number, payload: XdrReader): LibvirtEvent | null {
  const body = decoders.get(procedure)?.(payload)
  return body ? { ...body, at: Date.now() } : null
}

/** virDomainEventID of everything that has a decoder above. */
const domainEventIds = [0, 1, 5, 6, 9, 10, 13, 15, 16, 18, 19, 22, 23]

/** Asks for all events, of all objects, on this connection. */
export async function registerEvents(connection: RpcConnection): Promise<void> {
  await Promise.all([
    ...domainEventIds.map((event) => connection.call(procedures.domainEventRegister, { event, dom: null })),
    connection.call(procedures.networkEventRegister, { event: 0, net: null }),
    connection.call(procedures.poolEventRegister, { event: 0, pool: null }),
    connection.call(procedures.poolEventRegister, { event: 1, pool: null }),
  ])
}
