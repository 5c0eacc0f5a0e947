import { z } from 'zod'
import { VirtLabError } from '#lib/base/error.ts'
import { formatSubnet, parseCidr, subnetOf } from '#lib/virt/commands/network-address.ts'
import type { NetworkSurroundings, PortForward } from '#lib/virt/commands/network-form.ts'
import { networkHooksFolder, readForwardScript } from '#lib/virt/commands/network-forward-script.ts'
import type { Libvirt } from '#lib/virt/connect.ts'
import { readNetworks } from '#lib/virt/network.ts'
import { networkFacts } from '#lib/virt/xml/network-facts.ts'
import type { LabHost } from '../lab-host.ts'

const linkSchema = z.array(
  z.object({ ifname: z.string(), linkinfo: z.object({ info_kind: z.string().optional() }).optional() }),
)
const routeSchema = z.array(z.object({ dst: z.string(), dev: z.string().optional() }))

/** What of the host a new network can collide with: its networks, running or not, its devices and its routes. */
export async function readSurroundings(
  libvirt: Libvirt,
  host: Pick<LabHost, 'run'>,
): Promise<NetworkSurroundings & { hasUplink: boolean }> {
  const [networks, links, routes] = await Promise.all([
    readNetworks(libvirt),
    ipJson(host, linkSchema, '-d', 'link', 'show'),
    ipJson(host, routeSchema, '-4', 'route', 'show'),
  ])
  const known = networks.map(({ name, bridge, xml }) => {
    const subnets = networkFacts(xml).ips.flatMap(({ family, subnet }) => (family === 'ipv4' ? subnet : []))
    return { name, bridge, subnets }
  })
  const own = new Set(known.map(({ bridge }) => bridge))
  return {
    networks: known,
    devices: links
      .filter(({ ifname }) => ifname !== 'lo' && !ifname.startsWith('vnet'))
      .map(({ ifname, linkinfo }) => ({ name: ifname, isBridge: linkinfo?.info_kind === 'bridge' })),
    routes: routes.flatMap(({ dst, dev }) => {
      const subnet = parseCidr(dst.includes('/') ? dst : `${dst}/32`)
      if (!subnet || !dev || own.has(dev)) return []
      return { subnet: formatSubnet(subnetOf(subnet.address, subnet.prefix)), device: dev }
    }),
    hasUplink: routes.some(({ dst }) => dst === 'default'),
  }
}

/** Ports that are forwarded, by network; files that somebody else made are not read. */
export async function readPortForwards(host: Pick<LabHost, 'run'>): Promise<Record<string, PortForward[]>> {
  const script = `for file in "$1"/port-forward-*; do [ -f "$file" ] && cat -- "$file" && printf '\\0'; done; true`
  const { stdout } = await host.run(['sh', '-c', script, 'read', networkHooksFolder], { timeoutMs: 10_000 })
  const scripts = stdout.split('\0').flatMap((text) => readForwardScript(text) ?? [])
  return Object.fromEntries(scripts.map(({ network, forwards }) => [network, [...forwards]]))
}

async function ipJson<T>(host: Pick<LabHost, 'run'>, schema: z.ZodType<T>, ...words: string[]): Promise<T> {
  const { exitCode, stdout, stderr } = await host.run(['ip', '-j', ...words], { timeoutMs: 10_000 })
  if (exitCode !== 0)
    throw new VirtLabError({ code: 'networks.host-unreadable', message: `ip ${words.join(' ')}: ${stderr}` })
  return schema.parse(JSON.parse(stdout || '[]'))
}
