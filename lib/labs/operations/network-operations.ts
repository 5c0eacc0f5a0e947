import { z } from 'zod'
import {
  networkAutostartCommand,
  networkCreateCommand,
  networkDefineCommand,
  networkDeleteCommand,
  networkDhcpCommand,
  networkDnsHostCommand,
  networkForwardsCommand,
  networkHostCommand,
  networkPlugCommand,
  networkStartCommand,
  networkStopCommand,
} from '#lib/virt/commands/network-commands.ts'
import { type NetworkForm, networkModes } from '#lib/virt/commands/network-form.ts'
import { setNetworkAutostart, stopNetwork } from '#lib/virt/network-lifecycle.ts'
import { lookupNetwork } from '#lib/virt/network.ts'
import { changeDhcpRange, changeDnsHost, changeStaticHost } from '../networks/change-hosts.ts'
import { createVirtualNetwork } from '../networks/create-network.ts'
import { deleteNetwork } from '../networks/delete-network.ts'
import { redefineNetwork } from '../networks/redefine-network.ts'
import { setPortForwards } from '../networks/port-forwards.ts'
import { plugIn, startAndPlug } from '../networks/start-network.ts'
import { networkName } from './names.ts'
import { operation } from './operation.ts'

/** What is new is looked at by the operation itself, which says what is wrong with it. */
const text = z.string().max(1_000)
const deviceName = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,14}$/)
const plugged = z.object({ devices: z.array(deviceName).max(100), bridge: deviceName })
const plug = plugged.nullable()
const range = z.object({ start: text, end: text, leaseMinutes: z.number().nullable() })
const onNetwork = z.object({ network: networkName })
const updated = onNetwork.extend({ live: z.boolean(), config: z.boolean() })

const form: z.ZodType<NetworkForm, NetworkForm> = z.object({
  network: text,
  mode: z.enum(networkModes),
  device: text.nullable(),
  bridge: text.nullable(),
  address: text.nullable(),
  dhcp: range.nullable(),
  forwarders: z.array(text).max(20),
  domain: text.nullable(),
  autostart: z.boolean(),
  start: z.boolean(),
})

const forward = z.object({
  protocol: z.enum(['tcp', 'udp']),
  hostPort: z.number(),
  address: text,
  guestPort: z.number(),
})

const ofNetwork = ({ network: name }: { network: string }) => [{ kind: 'network', name }] as const

export const networkOperations = {
  'network-create': operation({
    input: form,
    subjects: (input) => ofNetwork(input),
    command: networkCreateCommand,
    run: createVirtualNetwork,
  }),
  'network-start': operation({
    input: onNetwork.extend({ plug }),
    subjects: (input) => ofNetwork(input),
    command: networkStartCommand,
    run: startAndPlug,
  }),
  'network-plug': operation({
    input: onNetwork.extend({ plug: plugged }),
    subjects: (input) => ofNetwork(input),
    command: networkPlugCommand,
    run: ({ plug }, { host }) => plugIn(plug, host),
  }),
  'network-stop': operation({
    input: onNetwork,
    subjects: (input) => ofNetwork(input),
    command: networkStopCommand,
    run: async ({ network }, { libvirt }) => stopNetwork(libvirt, await lookupNetwork(libvirt, { name: network })),
  }),
  'network-autostart': operation({
    input: onNetwork.extend({ autostart: z.boolean() }),
    subjects: (input) => ofNetwork(input),
    command: networkAutostartCommand,
    async run({ network, autostart }, { libvirt }) {
      await setNetworkAutostart(libvirt, { ...(await lookupNetwork(libvirt, { name: network })), autostart })
    },
  }),
  'network-delete': operation({
    input: onNetwork.extend({ stop: z.boolean(), forwards: z.boolean() }),
    subjects: (input) => ofNetwork(input),
    command: networkDeleteCommand,
    run: deleteNetwork,
  }),
  'network-define': operation({
    input: onNetwork.extend({ xml: z.string().max(200_000), restart: z.boolean(), plug }),
    subjects: (input) => ofNetwork(input),
    command: networkDefineCommand,
    run: redefineNetwork,
  }),
  'network-host': operation({
    input: updated.extend({
      action: z.enum(['add', 'modify', 'delete']),
      host: z.object({ mac: text, address: text, hostname: text.nullable() }),
    }),
    subjects: (input) => ofNetwork(input),
    command: networkHostCommand,
    run: changeStaticHost,
    params: ({ host }) => ({ mac: host.mac, address: host.address }),
  }),
  'network-dns-host': operation({
    input: updated.extend({
      action: z.enum(['add', 'delete']),
      host: z.object({ address: text, hostnames: z.array(text).max(50) }),
    }),
    subjects: (input) => ofNetwork(input),
    command: networkDnsHostCommand,
    run: changeDnsHost,
    params: ({ host }) => ({ address: host.address }),
  }),
  'network-dhcp': operation({
    input: updated.extend({ remove: range.pick({ start: true, end: true }).nullable(), add: range.nullable() }),
    subjects: (input) => ofNetwork(input),
    command: networkDhcpCommand,
    run: changeDhcpRange,
  }),
  'network-forwards': operation({
    input: onNetwork.extend({ bridge: deviceName, forwards: z.array(forward).max(200), apply: z.boolean() }),
    subjects: (input) => ofNetwork(input),
    command: networkForwardsCommand,
    run: setPortForwards,
  }),
}
