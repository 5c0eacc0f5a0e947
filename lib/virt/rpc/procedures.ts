/**
 * The calls we make: number, arguments and answer of each, as libvirt's remote protocol has them (the same in
 * 9.0 and 11.3: existing procedures never change). Names follow the public C functions without `vir`:
 * https://libvirt.org/html/index.html says what each does.
 */
import {
  array,
  charArray,
  type Codec,
  flag,
  hyper,
  int,
  optional,
  string,
  struct,
  uhyper,
  uint,
  uuid,
} from './codec.ts'
import { domain, network, pool, snapshot, typedParameter, volume } from './structs.ts'

/**
 * quick: libvirt answers from memory. slow: asks QEMU or the disk. read: domain XML, from memory in libvirt 9.0, but
 * since then it waits while QEMU is asked something else.
 */
export type Lane = 'quick' | 'read' | 'slow'

export interface Procedure<A, R> {
  program: number
  number: number
  args: Codec<A>
  ret: Codec<R>
  /** The connection it goes to, so that what may wait for QEMU or the disk never holds up what does not. */
  lane: Lane
}

export const programs = { remote: 0x2000_8086, qemu: 0x2000_8087, keepalive: 0x6b65_6570 } as const

type Shape = Record<string, Codec<any>>
type Value<S extends Shape> = Parameters<ReturnType<typeof struct<S>>['write']>[1]

function quick<A extends Shape, R extends Shape>(number: number, args: A, ret: R): Procedure<Value<A>, Value<R>> {
  return { program: programs.remote, number, args: struct(args), ret: struct(ret), lane: 'quick' }
}

function slow<A extends Shape, R extends Shape>(number: number, args: A, ret: R): Procedure<Value<A>, Value<R>> {
  return { ...quick(number, args, ret), lane: 'slow' }
}

function reading<A extends Shape, R extends Shape>(number: number, args: A, ret: R): Procedure<Value<A>, Value<R>> {
  return { ...quick(number, args, ret), lane: 'read' }
}

function qemu<A extends Shape, R extends Shape>(number: number, args: A, ret: R): Procedure<Value<A>, Value<R>> {
  return { ...slow(number, args, ret), program: programs.qemu }
}

const dom = { dom: domain }
const domFlags = { dom: domain, flags: uint }
const net = { net: network }
const poolOnly = { pool }
const poolFlags = { pool, flags: uint }
const vol = { vol: volume }
const volFlags = { vol: volume, flags: uint }
const snapFlags = { snap: snapshot, flags: uint }
const xmlFlags = { xml: string, flags: uint }
const listAll = { needResults: flag, flags: uint }
const params = array(typedParameter)
const lease = struct({
  interface: string,
  expiresAt: hyper,
  type: int,
  mac: optional(string),
  iaid: optional(string),
  address: string,
  prefix: uint,
  hostname: optional(string),
  clientId: optional(string),
})
const address = struct({ type: int, address: string, prefix: uint })
const guestInterface = struct({ name: string, mac: optional(string), addresses: array(address) })

export const connectProcedures = {
  authList: quick(66, {}, { types: array(int) }),
  authPolkit: slow(70, {}, { complete: int }),
  connectOpen: slow(1, { name: optional(string), flags: uint }, {}),
  connectClose: quick(2, {}, {}),
  connectSupportsFeature: quick(60, { feature: int }, { supported: flag }),
  connectGetType: quick(3, {}, { type: string }),
  connectGetVersion: quick(4, {}, { version: uhyper }),
  connectGetLibVersion: quick(157, {}, { version: uhyper }),
  connectGetHostname: quick(59, {}, { hostname: string }),
  connectGetUri: quick(110, {}, { uri: string }),
  connectGetMaxVcpus: quick(5, { type: optional(string) }, { maxVcpus: int }),
  connectGetCapabilities: slow(7, {}, { xml: string }),
  connectGetDomainCapabilities: slow(
    342,
    {
      emulator: optional(string),
      arch: optional(string),
      machine: optional(string),
      virtType: optional(string),
      flags: uint,
    },
    { xml: string },
  ),
  connectGetCpuModelNames: quick(312, { arch: string, ...listAll }, { models: array(string), count: int }),
  nodeGetInfo: quick(
    6,
    {},
    {
      model: charArray(32),
      memoryKiB: uhyper,
      cpus: int,
      mhz: int,
      nodes: int,
      sockets: int,
      cores: int,
      threads: int,
    },
  ),
  nodeGetFreeMemory: quick(102, {}, { bytes: uhyper }),
  nodeGetMemoryStats: quick(
    228,
    { nparams: int, cell: int, flags: uint },
    { params: array(struct({ field: string, value: uhyper })), nparams: int },
  ),
  nodeGetCpuStats: quick(
    227,
    { cpu: int, nparams: int, flags: uint },
    { params: array(struct({ field: string, value: uhyper })), nparams: int },
  ),
  domainEventRegister: quick(316, { event: int, dom: optional(domain) }, { callback: int }),
  domainEventDeregister: quick(317, { callback: int }, {}),
  networkEventRegister: quick(313, { event: int, net: optional(network) }, { callback: int }),
  poolEventRegister: quick(368, { event: int, pool: optional(pool) }, { callback: int }),
} as const

export const domainProcedures = {
  connectListAllDomains: quick(273, listAll, { domains: array(domain), count: uint }),
  connectGetAllDomainStats: quick(
    344,
    { domains: array(domain), stats: uint, flags: uint },
    { records: array(struct({ dom: domain, params })) },
  ),
  domainLookupByName: quick(23, { name: string }, dom),
  domainLookupByUuid: quick(24, { uuid }, dom),
  domainLookupById: quick(22, { id: int }, dom),
  domainGetInfo: quick(16, dom, { state: int, maxMemoryKiB: uhyper, memoryKiB: uhyper, vcpus: int, cpuTimeNs: uhyper }),
  domainGetState: quick(212, domFlags, { state: int, reason: int }),
  domainGetXmlDesc: reading(14, domFlags, { xml: string }),
  domainIsActive: quick(150, dom, { active: flag }),
  domainIsPersistent: quick(151, dom, { persistent: flag }),
  domainGetAutostart: quick(15, dom, { autostart: flag }),
  domainSetAutostart: quick(29, { ...dom, autostart: flag }, {}),
  domainHasManagedSaveImage: quick(183, domFlags, { saved: flag }),
  domainInterfaceAddresses: slow(353, { ...dom, source: uint, flags: uint }, { interfaces: array(guestInterface) }),
  domainDefineXmlFlags: slow(350, xmlFlags, dom),
  domainCreateXml: slow(10, xmlFlags, dom),
  domainCreateWithFlags: slow(196, domFlags, dom),
  domainSuspend: slow(34, dom, {}),
  domainResume: slow(28, dom, {}),
  domainShutdownFlags: slow(258, domFlags, {}),
  domainReboot: slow(27, domFlags, {}),
  domainReset: slow(245, domFlags, {}),
  domainDestroyFlags: slow(234, domFlags, {}),
  domainUndefineFlags: slow(231, domFlags, {}),
  domainManagedSave: slow(182, domFlags, {}),
  domainManagedSaveRemove: slow(184, domFlags, {}),
  domainSaveFlags: slow(232, { ...dom, to: string, xml: optional(string), flags: uint }, {}),
  domainRestoreFlags: slow(233, { from: string, xml: optional(string), flags: uint }, {}),
  domainPmSuspendForDuration: slow(261, { ...dom, target: uint, duration: uhyper, flags: uint }, {}),
  domainPmWakeup: slow(267, domFlags, {}),
  domainRename: slow(358, { ...dom, newName: optional(string), flags: uint }, { result: int }),
  domainSendKey: slow(226, { ...dom, codeset: uint, holdTimeMs: uint, keycodes: array(uint), flags: uint }, {}),
  domainSetMemoryFlags: slow(204, { ...dom, memoryKiB: uhyper, flags: uint }, {}),
  domainSetMemoryStatsPeriod: slow(308, { ...dom, periodSeconds: int, flags: uint }, {}),
  domainMemoryStats: slow(
    159,
    { ...dom, maxStats: uint, flags: uint },
    { stats: array(struct({ tag: int, value: uhyper })) },
  ),
  domainSetVcpusFlags: slow(199, { ...dom, vcpus: uint, flags: uint }, {}),
  domainGetVcpusFlags: slow(200, domFlags, { vcpus: int }),
  domainAttachDeviceFlags: slow(160, { ...dom, xml: string, flags: uint }, {}),
  domainDetachDeviceFlags: slow(161, { ...dom, xml: string, flags: uint }, {}),
  domainUpdateDeviceFlags: slow(174, { ...dom, xml: string, flags: uint }, {}),
  domainDetachDeviceAlias: slow(392, { ...dom, alias: string, flags: uint }, {}),
  domainSetMetadata: slow(
    264,
    { ...dom, type: int, metadata: optional(string), key: optional(string), uri: optional(string), flags: uint },
    {},
  ),
  domainGetMetadata: quick(265, { ...dom, type: int, uri: optional(string), flags: uint }, { metadata: string }),
  domainGetBlockInfo: slow(
    194,
    { ...dom, path: string, flags: uint },
    { allocation: uhyper, capacity: uhyper, physical: uhyper },
  ),
  domainBlockResize: slow(251, { ...dom, disk: string, size: uhyper, flags: uint }, {}),
  domainBlockStats: slow(
    64,
    { ...dom, path: string },
    { readRequests: hyper, readBytes: hyper, writeRequests: hyper, writeBytes: hyper, errors: hyper },
  ),
  domainBlockCommit: slow(
    290,
    { ...dom, disk: string, base: optional(string), top: optional(string), bandwidth: uhyper, flags: uint },
    {},
  ),
  domainBlockPull: slow(240, { ...dom, path: string, bandwidth: uhyper, flags: uint }, {}),
  domainBlockJobAbort: slow(237, { ...dom, path: string, flags: uint }, {}),
  domainGetBlockJobInfo: slow(
    238,
    { ...dom, path: string, flags: uint },
    { found: int, type: int, bandwidth: uhyper, current: uhyper, end: uhyper },
  ),
  domainGetJobStats: quick(298, domFlags, { type: int, params }),
  domainAbortJob: slow(164, dom, {}),
  domainGetHostname: slow(277, domFlags, { hostname: string }),
  domainGetGuestInfo: slow(418, { ...dom, types: uint, flags: uint }, { params }),
  domainSetUserPassword: slow(357, { ...dom, user: optional(string), password: optional(string), flags: uint }, {}),
  domainGetTime: slow(337, domFlags, { seconds: hyper, nanoseconds: uint }),
  domainFsTrim: slow(294, { ...dom, mountPoint: optional(string), minimum: uhyper, flags: uint }, {}),
  domainOpenConsole: slow(201, { ...dom, device: optional(string), flags: uint }, {}),
  domainOpenChannel: slow(296, { ...dom, name: optional(string), flags: uint }, {}),
  domainScreenshot: slow(211, { ...dom, screen: uint, flags: uint }, { mime: optional(string) }),
  domainMonitorCommand: qemu(1, { ...dom, command: string, flags: uint }, { result: string }),
  domainAgentCommand: qemu(
    3,
    { ...dom, command: string, timeoutSeconds: int, flags: uint },
    { result: optional(string) },
  ),
} as const

export const snapshotProcedures = {
  domainListAllSnapshots: quick(274, { ...dom, ...listAll }, { snapshots: array(snapshot), count: int }),
  domainSnapshotCreateXml: slow(185, { ...dom, ...xmlFlags }, { snap: snapshot }),
  domainSnapshotGetXmlDesc: quick(186, snapFlags, { xml: string }),
  domainSnapshotLookupByName: quick(189, { ...dom, name: string, flags: uint }, { snap: snapshot }),
  domainHasCurrentSnapshot: quick(190, domFlags, { has: flag }),
  domainSnapshotCurrent: quick(191, domFlags, { snap: snapshot }),
  domainRevertToSnapshot: slow(192, snapFlags, {}),
  domainSnapshotDelete: slow(193, snapFlags, {}),
  domainSnapshotGetParent: quick(244, snapFlags, { snap: snapshot }),
} as const

export const networkProcedures = {
  connectListAllNetworks: quick(283, listAll, { networks: array(network), count: uint }),
  networkLookupByName: quick(46, { name: string }, net),
  networkLookupByUuid: quick(47, { uuid }, net),
  networkGetXmlDesc: quick(43, { ...net, flags: uint }, { xml: string }),
  networkIsActive: quick(152, net, { active: flag }),
  networkIsPersistent: quick(153, net, { persistent: flag }),
  networkGetAutostart: quick(44, net, { autostart: flag }),
  networkSetAutostart: quick(48, { ...net, autostart: flag }, {}),
  networkGetBridgeName: quick(45, net, { bridge: string }),
  networkGetDhcpLeases: quick(
    341,
    { ...net, mac: optional(string), ...listAll },
    { leases: array(lease), count: uint },
  ),
  networkDefineXml: slow(41, { xml: string }, net),
  networkCreateXml: slow(40, { xml: string }, net),
  networkCreate: slow(39, net, {}),
  networkDestroy: slow(42, net, {}),
  networkUndefine: slow(49, net, {}),
  networkUpdate: slow(291, { ...net, command: uint, section: uint, parentIndex: int, xml: string, flags: uint }, {}),
} as const

export const storageProcedures = {
  connectGetStoragePoolCapabilities: slow(403, { flags: uint }, { xml: string }),
  connectListAllStoragePools: quick(281, listAll, { pools: array(pool), count: uint }),
  storagePoolLookupByName: quick(84, { name: string }, poolOnly),
  storagePoolLookupByUuid: quick(85, { uuid }, poolOnly),
  storagePoolLookupByTargetPath: quick(391, { path: string }, poolOnly),
  storagePoolGetInfo: quick(87, poolOnly, { state: int, capacity: uhyper, allocation: uhyper, available: uhyper }),
  storagePoolGetXmlDesc: quick(88, poolFlags, { xml: string }),
  storagePoolIsActive: quick(154, poolOnly, { active: flag }),
  storagePoolIsPersistent: quick(155, poolOnly, { persistent: flag }),
  storagePoolGetAutostart: quick(89, poolOnly, { autostart: flag }),
  storagePoolSetAutostart: quick(90, { ...poolOnly, autostart: flag }, {}),
  storagePoolDefineXml: slow(77, xmlFlags, poolOnly),
  storagePoolCreateXml: slow(76, xmlFlags, poolOnly),
  storagePoolBuild: slow(79, poolFlags, {}),
  storagePoolCreate: slow(78, poolFlags, {}),
  storagePoolDestroy: slow(80, poolOnly, {}),
  storagePoolDelete: slow(81, poolFlags, {}),
  storagePoolUndefine: slow(82, poolOnly, {}),
  storagePoolRefresh: slow(83, poolFlags, {}),
  connectFindStoragePoolSources: slow(75, { type: string, source: optional(string), flags: uint }, { xml: string }),
  storagePoolListAllVolumes: quick(282, { pool, ...listAll }, { volumes: array(volume), count: uint }),
  storageVolLookupByName: quick(95, { pool, name: string }, vol),
  storageVolLookupByKey: quick(96, { key: string }, vol),
  storageVolLookupByPath: quick(97, { path: string }, vol),
  storagePoolLookupByVolume: quick(86, vol, poolOnly),
  storageVolGetInfo: quick(98, vol, { type: int, capacity: uhyper, allocation: uhyper }),
  storageVolGetXmlDesc: quick(99, volFlags, { xml: string }),
  storageVolGetPath: quick(100, vol, { path: string }),
  storageVolCreateXml: slow(93, { pool, ...xmlFlags }, vol),
  storageVolCreateXmlFrom: slow(125, { pool, xml: string, source: volume, flags: uint }, vol),
  storageVolDelete: slow(94, volFlags, {}),
  storageVolWipe: slow(165, volFlags, {}),
  storageVolResize: slow(260, { vol: volume, capacity: uhyper, flags: uint }, {}),
  storageVolUpload: slow(208, { vol: volume, offset: uhyper, length: uhyper, flags: uint }, {}),
  storageVolDownload: slow(209, { vol: volume, offset: uhyper, length: uhyper, flags: uint }, {}),
} as const

const message = <S extends Shape>(fields: S) => ({ callback: int, msg: struct({ dom: domain, ...fields }) })
const direct = <S extends Shape>(fields: S) => ({ callback: int, dom: domain, ...fields })
const endpoint = struct({ family: int, node: string, service: string })

/** What libvirtd sends by itself, keyed by procedure number in events.ts. */
export const eventLayouts = {
  domainLifecycle: { number: 318, codec: struct(message({ event: int, detail: int })) },
  domainReboot: { number: 319, codec: struct(message({})) },
  domainIoErrorReason: {
    number: 324,
    codec: struct(message({ source: string, alias: string, action: int, reason: string })),
  },
  domainGraphics: {
    number: 323,
    codec: struct(
      message({
        phase: int,
        local: endpoint,
        remote: endpoint,
        authScheme: string,
        subject: array(struct({ type: string, name: string })),
      }),
    ),
  },
  domainDiskChange: {
    number: 327,
    codec: struct(message({ oldSource: optional(string), newSource: optional(string), alias: string, reason: int })),
  },
  domainTrayChange: { number: 328, codec: struct(message({ alias: string, reason: int })) },
  domainBalloonChange: { number: 331, codec: struct(message({ memoryKiB: uhyper })) },
  domainDeviceRemoved: { number: 333, codec: struct(message({ alias: string })) },
  domainDeviceAdded: { number: 354, codec: struct(direct({ alias: string })) },
  domainDeviceRemovalFailed: { number: 367, codec: struct(direct({ alias: string })) },
  domainAgentLifecycle: { number: 348, codec: struct(direct({ state: int, reason: int })) },
  domainMetadataChange: { number: 379, codec: struct(direct({ type: int, uri: optional(string) })) },
  domainBlockJob: { number: 339, codec: struct(direct({ target: string, type: int, status: int })) },
  networkLifecycle: { number: 315, codec: struct({ callback: int, net: network, event: int, detail: int }) },
  poolLifecycle: { number: 370, codec: struct({ callback: int, pool, event: int, detail: int }) },
  poolRefresh: { number: 373, codec: struct({ callback: int, pool }) },
} as const
