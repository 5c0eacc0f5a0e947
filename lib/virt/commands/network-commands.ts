import { dnsHostXml, networkXml, rangeXml, staticHostXml } from '../xml/network-xml.ts'
import { element } from '../xml/markup.ts'
import { type Command, type CommandStep, virsh } from './command.ts'
import type { DhcpRange, DnsHost, NetworkForm, PortForward, StaticHost } from './network-form.ts'
import { forwardScript, forwardScriptPath, hookWords, networkHooksFolder } from './network-forward-script.ts'

interface OfNetwork {
  network: string
}

/** Devices of running VMs that hang in the air after their network stopped, and the bridge to put them back on. */
export interface Plug {
  devices: readonly string[]
  bridge: string
}

/** Which of the two definitions net-update changes. */
export interface UpdateWhen {
  live: boolean
  config: boolean
}

export type UpdateAction = 'add' | 'modify' | 'delete'

export function networkCreateCommand(form: NetworkForm): Command {
  const { network, start, autostart } = form
  return [
    { ...virsh('net-define', '/dev/stdin'), input: networkXml(form) },
    ...(start ? [virsh('net-start', network)] : []),
    ...(autostart ? [virsh('net-autostart', network)] : []),
  ]
}

export function networkStartCommand({ network, plug }: OfNetwork & { plug: Plug | null }): Command {
  return [virsh('net-start', network), ...plugSteps(plug)]
}

/** NICs that hang in the air, since their network was stopped and started, are put back on its bridge. */
export function networkPlugCommand({ plug }: OfNetwork & { plug: Plug }): Command {
  return plugSteps(plug)
}

export function networkStopCommand({ network }: OfNetwork): Command {
  return [virsh('net-destroy', network)]
}

export function networkAutostartCommand({ network, autostart }: OfNetwork & { autostart: boolean }): Command {
  return [virsh('net-autostart', ...(autostart ? [] : ['--disable']), network)]
}

export function networkDeleteCommand(o: OfNetwork & { stop: boolean; forwards: boolean }): Command {
  return [
    ...(o.stop ? [virsh('net-destroy', o.network)] : []),
    virsh('net-undefine', o.network),
    ...(o.forwards ? [sudo('rm', forwardScriptPath(o.network))] : []),
  ]
}

export function networkDefineCommand(o: OfNetwork & { xml: string; restart: boolean; plug: Plug | null }): Command {
  return [
    { ...virsh('net-define', '/dev/stdin'), input: o.xml },
    ...(o.restart ? [virsh('net-destroy', o.network), virsh('net-start', o.network), ...plugSteps(o.plug)] : []),
  ]
}

export function networkHostCommand(o: OfNetwork & UpdateWhen & { action: UpdateAction; host: StaticHost }): Command {
  return [update(o, o.action, 'ip-dhcp-host', staticHostXml(o.host))]
}

export function networkDnsHostCommand(
  o: OfNetwork & UpdateWhen & { action: 'add' | 'delete'; host: DnsHost },
): Command {
  return [update(o, o.action, 'dns-host', oneLine(dnsHostXml(o.host)))]
}

export function networkDhcpCommand(
  o: OfNetwork & UpdateWhen & { remove: Pick<DhcpRange, 'start' | 'end'> | null; add: DhcpRange | null },
): Command {
  return [
    ...(o.remove ? [update(o, 'delete', 'ip-dhcp-range', bareRangeXml(o.remove))] : []),
    ...(o.add ? [update(o, 'add', 'ip-dhcp-range', oneLine(rangeXml(o.add)))] : []),
  ]
}

/** What net-update finds a range by. */
export function bareRangeXml({ start, end }: Pick<DhcpRange, 'start' | 'end'>): string {
  return element('range', { start, end })
}

export function networkForwardsCommand(
  o: OfNetwork & { bridge: string; forwards: readonly PortForward[]; apply: boolean },
): Command {
  const path = forwardScriptPath(o.network)
  if (o.forwards.length === 0) {
    return [...(o.apply ? [sudo(path, o.network, ...hookWords.remove)] : []), sudo('rm', path)]
  }
  return [
    sudo('mkdir', '-p', networkHooksFolder),
    { ...sudo('tee', path), input: forwardScript(o) },
    sudo('chmod', '755', path),
    // Only then libvirt knows that there is a hook.
    sudo('systemctl', 'reload', 'libvirtd'),
    ...(o.apply ? [sudo(path, o.network, ...hookWords.add)] : []),
  ]
}

function update(o: OfNetwork & UpdateWhen, action: UpdateAction, section: string, xml: string): CommandStep {
  const when = [...(o.live ? ['--live'] : []), ...(o.config ? ['--config'] : [])]
  return virsh('net-update', o.network, action, section, xml, ...when)
}

function oneLine(xml: string): string {
  return xml.replaceAll(/\n\s*/g, '')
}

function plugSteps(plug: Plug | null): CommandStep[] {
  return (plug?.devices ?? []).map((device) => sudo('ip', 'link', 'set', device, 'master', plug?.bridge ?? ''))
}

function sudo(...words: string[]): CommandStep {
  return { argv: ['sudo', ...words] }
}
