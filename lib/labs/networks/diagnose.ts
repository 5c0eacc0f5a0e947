import { VirtLabError } from '#lib/base/error.ts'
import type { CheckResult, NetworkCheck } from '#lib/virt/commands/network-diagnosis.ts'
import { shellQuote } from '#lib/virt/commands/shell-quote.ts'
import { readDomains } from '#lib/virt/domain.ts'
import { readNetworks } from '#lib/virt/network.ts'
import type { Domain, DomainInterface, Network } from '#lib/virt/types.ts'
import { gatewayOf, ipv4Of, type NetworkFacts, networkFacts } from '#lib/virt/xml/network-facts.ts'
import { type LabRequest, withLabHost } from '../with-lab-host.ts'

interface Scene {
  domain: Domain
  nic: DomainInterface
  network: Network | null
  facts: NetworkFacts | null
}

type Verdict = CheckResult['verdict']

interface Plan {
  /** Null: nothing to ask. */
  argv: string[] | null
  judge(printed: string, exitCode: number): Verdict
}

const maxOutput = 1_000
const nothing: Plan = { argv: null, judge: () => 'unknown' }

/** One check of a VM's NIC, for real. Codes: networks.nic-gone, lab.*. */
export async function diagnoseNetwork(
  request: LabRequest & { vm: string; mac: string; check: NetworkCheck },
): Promise<CheckResult> {
  const { vm, mac, check } = request
  return withLabHost(request, async (host) => {
    const libvirt = await host.libvirt()
    const [domains, networks] = await Promise.all([readDomains(libvirt), readNetworks(libvirt)])
    const domain = domains.find(({ name }) => name === vm)
    const nic = domain?.interfaces.find((one) => one.mac === mac)
    if (!domain || !nic) throw new VirtLabError({ code: 'networks.nic-gone', message: `${vm} ${mac}`, status: 404 })
    const network = (nic.type === 'network' && networks.find(({ name }) => name === nic.source)) || null
    const { argv, judge } = plan(check, { domain, nic, network, facts: network && networkFacts(network.xml) })
    if (!argv) return { check, verdict: judge('', 0), command: null, output: '' }
    const { exitCode, stdout, stderr } = await host.run(['env', 'LC_ALL=C', ...argv], { timeoutMs: 8_000 })
    const printed = `${stdout}${stderr}`.trim()
    return { check, verdict: judge(printed, exitCode), command: shellQuote(argv), output: printed.slice(0, maxOutput) }
  })
}

function plan(check: NetworkCheck, { domain, nic, network, facts }: Scene): Plan {
  const runs = domain.id !== null
  const prints = (argv: string[], pattern: RegExp): Plan => ({
    argv,
    judge: (text) => (pattern.test(text) ? 'ok' : 'bad'),
  })
  const ip = facts && ipv4Of(facts)
  const address = nic.addresses.find(({ family }) => family === 'ipv4')?.address
  switch (check) {
    case 'active':
      return network ? prints(['virsh', 'net-info', network.name], /^Active:\s+yes/m) : nothing
    case 'autostart':
      return network ? prints(['virsh', 'net-info', network.name], /^Autostart:\s+yes/m) : nothing
    case 'running':
      return prints(['virsh', 'domstate', domain.name], /^running/m)
    case 'link':
      return prints(['virsh', 'domif-getlink', domain.name, nic.mac, ...(runs ? [] : ['--config'])], /\bup$/m)
    case 'plugged':
      return nic.target && network?.bridge
        ? { argv: ['bridge', 'link', 'show', 'dev', nic.target], judge: masterIs(network.bridge) }
        : nothing
    case 'bridge':
      return network?.bridge && ip
        ? {
            argv: ['ip', '-br', '-4', 'addr', 'show', network.bridge],
            judge: (text) => (text.includes(` ${ip.address}/${ip.prefix}`) ? 'ok' : 'bad'),
          }
        : nothing
    case 'dnsmasq':
      return network && ip
        ? {
            argv: ['pgrep', '-a', 'dnsmasq'],
            judge: (text) => (text.includes(`/dnsmasq/${network.name}.conf`) ? 'ok' : 'bad'),
          }
        : nothing
    case 'lease':
      return network?.active && ip && ip.ranges.length + ip.hosts.length > 0
        ? {
            argv: ['virsh', 'net-dhcp-leases', network.name, '--mac', nic.mac],
            judge: (text) => (text.toLowerCase().includes(nic.mac.toLowerCase()) ? 'ok' : 'bad'),
          }
        : nothing
    case 'address':
      return runs
        ? {
            argv: ['virsh', 'domifaddr', domain.name, '--source', 'agent'],
            judge: (text, exitCode) =>
              exitCode !== 0 ? 'unknown' : /\d+\.\d+\.\d+\.\d+/.test(text.replaceAll('127.0.0.1', '')) ? 'ok' : 'bad',
          }
        : nothing
    case 'ping':
      return address
        ? { argv: ['ping', '-c', '1', '-W', '2', address], judge: (_text, exitCode) => (exitCode === 0 ? 'ok' : 'bad') }
        : nothing
    case 'dns':
      return network?.active && ip && facts.dnsEnabled
        ? { argv: ['nslookup', '-timeout=2', '-retry=0', ip.address, ip.address], judge: answersDns }
        : nothing
    case 'forwarding':
      return facts && ['nat', 'route', 'open'].includes(facts.mode)
        ? prints(['sysctl', 'net.ipv4.ip_forward'], /= 1$/m)
        : nothing
    case 'nat':
      return facts?.mode === 'nat' && ip
        ? {
            argv: ['sh', '-c', 'iptables -t nat -S 2>/dev/null; nft list table ip libvirt_network 2>/dev/null'],
            judge: (text) => (text.includes(ip.subnet) && /masquerade/i.test(text) ? 'ok' : 'bad'),
          }
        : nothing
    case 'uplink':
      return facts && facts.mode !== 'isolated' && gatewayOf(facts)
        ? { argv: ['ip', 'route', 'show', 'default'], judge: (text) => (text === '' ? 'bad' : 'ok') }
        : nothing
  }
}

function masterIs(bridge: string): Plan['judge'] {
  return (text) => (text.split(/\s+/).includes(bridge) ? 'ok' : 'bad')
}

/** Any answer will do, a refusal too: dnsmasq hears and speaks. */
function answersDns(text: string, exitCode: number): Verdict {
  if (exitCode === 127 || /No such file|not found:/.test(text)) return 'unknown'
  return /timed out|no servers could be reached|connection refused/i.test(text) ? 'bad' : 'ok'
}
