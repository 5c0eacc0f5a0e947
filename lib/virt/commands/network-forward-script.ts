import type { PortForward } from './network-form.ts'
import { quoteWord } from './shell-quote.ts'

/** libvirt runs every executable file in it when a network starts or stops: https://libvirt.org/hooks.html */
export const networkHooksFolder = '/etc/libvirt/hooks/network.d'

export function forwardScriptPath(network: string): string {
  return `${networkHooksFolder}/port-forward-${network}`
}

/** What is told to libvirt's hooks, and so to our script when it is run by hand. */
export const hookWords = { add: ['started', 'begin', '-'], remove: ['stopped', 'end', '-'] } as const

export interface ForwardScript {
  network: string
  bridge: string
  forwards: readonly PortForward[]
}

/**
 * A hook that forwards ports of the host to a network's guests. libvirt's own rules refuse whatever comes from outside, so
 * the ports must be let through before them; the guest answers a connection from the host itself only by way of the bridge.
 */
export function forwardScript({ network, bridge, forwards }: ForwardScript): string {
  const lines = forwards.map(({ protocol, hostPort, address, guestPort }) =>
    [protocol, hostPort, address, guestPort].join(' '),
  )
  return `#!/bin/sh
# Port forwarding for one virtual network. libvirt runs this file: NETWORK started|stopped|...
[ "$1" = ${quoteWord(network)} ] || exit 0
bridge=${bridge}
chain=FWD-$bridge
# protocol, port of the host, address and port of the VM
forwards='
${lines.join('\n')}
'
remove() {
  iptables -w -t nat -D PREROUTING -m addrtype --dst-type LOCAL -j "$chain"
  iptables -w -t nat -D OUTPUT -m addrtype --dst-type LOCAL -j "$chain"
  iptables -w -t nat -D POSTROUTING -o "$bridge" -m addrtype --src-type LOCAL -m conntrack --ctstate DNAT -j MASQUERADE
  iptables -w -D FORWARD -o "$bridge" -j "$chain"
  for table in nat filter; do
    iptables -w -t "$table" -F "$chain"
    iptables -w -t "$table" -X "$chain"
  done
} 2>/dev/null
add() {
  iptables -w -t nat -N "$chain"
  iptables -w -N "$chain"
  echo "$forwards" | while read -r protocol port address to; do
    [ -n "$to" ] || continue
    iptables -w -t nat -A "$chain" -p "$protocol" --dport "$port" -j DNAT --to-destination "$address:$to"
    iptables -w -A "$chain" -d "$address" -p "$protocol" --dport "$to" -j ACCEPT
  done
  iptables -w -t nat -I PREROUTING -m addrtype --dst-type LOCAL -j "$chain"
  iptables -w -t nat -I OUTPUT -m addrtype --dst-type LOCAL -j "$chain"
  iptables -w -t nat -I POSTROUTING -o "$bridge" -m addrtype --src-type LOCAL -m conntrack --ctstate DNAT -j MASQUERADE
  iptables -w -I FORWARD -o "$bridge" -j "$chain"
}
case "$2" in
  started) remove; add ;;
  stopped) remove ;;
esac
exit 0
`
}

/** The forwards that a script of ours holds, with its network's name; null for any other file. */
export function readForwardScript(text: string): ForwardScript | null {
  const network = /^\[ "\$1" = (.+) \] \|\| exit 0$/m.exec(text)?.[1]
  const list = /^forwards='\n([^']*)'$/m.exec(text)?.[1]
  const bridge = /^bridge=(\S+)$/m.exec(text)?.[1]
  if (network === undefined || list === undefined || bridge === undefined) return null
  const forwards = list.split('\n').flatMap((line): PortForward[] => {
    const [protocol, hostPort, address, guestPort] = line.trim().split(/\s+/)
    if ((protocol !== 'tcp' && protocol !== 'udp') || !address) return []
    return [{ protocol, hostPort: Number(hostPort), address, guestPort: Number(guestPort) }]
  })
  return { network: network.replace(/^'(.*)'$/, '$1'), bridge, forwards }
}
