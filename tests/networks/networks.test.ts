import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { OperationInput, OperationName } from '#lib/labs/operations/catalogue.ts'
import { type NetworkCheck, networkChecks } from '#lib/virt/commands/network-diagnosis.ts'
import type { NetworkForm } from '#lib/virt/commands/network-form.ts'
import type { LiveLab } from '#tests/support/live-lab.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const form: NetworkForm = {
  network: 'mine',
  mode: 'nat',
  device: null,
  bridge: null,
  address: '10.9.0.1/24',
  dhcp: { start: '10.9.0.10', end: '10.9.0.50', leaseMinutes: null },
  forwarders: [],
  domain: null,
  autostart: false,
  start: true,
}
const listNames = 'virsh net-list --all --name'

/** A bridge with STP lets nothing through for some seconds after something was plugged in. */
const plugGuest = `ip link set tap0 master virbr0 up
  until bridge link show dev tap0 | grep -q 'state forwarding'; do sleep 0.1; done`

/** A guest's stand-in: a name space of its own on the bridge, with what a guest would have. */
const guest = `
  ip netns add guest && ip link add tap0 type veth peer name eth0 netns guest &&   ip -n guest addr add 192.168.122.20/24 dev eth0 && ip -n guest link set eth0 up &&
  ip -n guest route add default via 192.168.122.1 &&
  systemd-run -q --unit guest-web ip netns exec guest socat TCP-LISTEN:80,fork,reuseaddr 'SYSTEM:echo hello from the guest'`
/** Somebody outside, behind another device of the host. */
const outsider = `
  ip netns add outside && ip link add out0 type veth peer name eth0 netns outside && ip addr add 172.30.0.1/24 dev out0 &&
  ip link set out0 up && ip -n outside addr add 172.30.0.2/24 dev eth0 && ip -n outside link set eth0 up`

describe('Networks', { timeout: 180_000 }, () => {
  let lab: LiveLab
  let actor: Actor

  beforeAll(async () => {
    const { LiveLab } = await import('#tests/support/live-lab.ts')
    lab = await LiveLab.start(await site.addStudent())
    actor = { userId: lab.studentId, role: 'student', name: 'ann', locale: 'en' }
  }, 180_000)
  afterAll(async () => {
    await lab?.remove()
    await site.remove()
  })

  async function perform<N extends OperationName>(operation: N, input: OperationInput<N>): Promise<void> {
    const { performOperation } = await import('#lib/labs/operations/perform-operation.ts')
    await performOperation(actor, { labId: lab.labId, operation, jobId: crypto.randomUUID(), input })
  }

  it('[7.1-default] tells the pieces of the default network as virsh prints them', async () => {
    const { networkFacts, ipv4Of } = await import('#lib/virt/xml/network-facts.ts')
    const network = Object.values(lab.state.networks).find(({ name }) => name === 'default')
    const facts = networkFacts(network?.xml ?? '')
    // virsh ends it with an empty line of its own.
    expect(`${network?.xml}\n`).toBe(await lab.run('virsh net-dumpxml default'))
    expect(`${network?.inactiveXml}\n`).toBe(await lab.run('virsh net-dumpxml --inactive default'))
    expect(facts).toMatchObject({ mode: 'nat', bridge: 'virbr0' })
    expect(ipv4Of(facts)).toMatchObject({ address: '192.168.122.1', subnet: '192.168.122.0/24', dhcp: true })
  })

  const refusals: [what: string, change: Partial<NetworkForm>, code: string, field: string][] = [
    ['XML in the name', { network: "x</name><bridge name='evil'/>" }, 'name-character', 'network'],
    ['an option for a name', { network: '--help' }, 'name-character', 'network'],
    ['a name in use', { network: 'default' }, 'name-taken', 'network'],
    ['XML in the domain', { domain: "x' localOnly='no" }, 'domain-invalid', 'domain'],
    ['XML in a forwarder', { forwarders: ["1.1.1.1'/><x a='"] }, 'forwarder-invalid', 'forwarders'],
    ['XML in the bridge', { bridge: "br'/><x y='" }, 'bridge-character', 'bridge'],
    ['a bridge of 16 characters', { bridge: 'abcdefghijklmnop' }, 'bridge-long', 'bridge'],
    ['the bridge of another network', { bridge: 'virbr0' }, 'bridge-of-network', 'bridge'],
    ['a device that is not there', { device: 'eth99' }, 'device-missing', 'device'],
    [
      'a bridge that is not there',
      { mode: 'bridge', address: null, dhcp: null, bridge: 'br99' },
      'bridge-gone',
      'bridge',
    ],
    ['no address', { address: '10.9.0.1' }, 'address-invalid', 'address'],
    ['an octal address', { address: '010.9.0.1/24' }, 'address-invalid', 'address'],
    ['the subnet for an address', { address: '10.9.0.0/24' }, 'address-is-subnet', 'address'],
    ['a subnet without room', { address: '10.9.0.1/31' }, 'subnet-small', 'address'],
    ['a huge subnet', { address: '10.0.0.1/4' }, 'subnet-large', 'address'],
    ['a subnet of another network', { address: '192.168.122.129/25' }, 'subnet-overlaps', 'address'],
    [
      'a range outside',
      { dhcp: { start: '10.8.0.1', end: '10.9.0.50', leaseMinutes: null } },
      'range-outside',
      'start',
    ],
    [
      'a range that holds the gateway',
      { dhcp: { start: '10.9.0.1', end: '10.9.0.9', leaseMinutes: null } },
      'range-holds-gateway',
      'start',
    ],
    [
      'a range backwards',
      { dhcp: { start: '10.9.0.50', end: '10.9.0.10', leaseMinutes: null } },
      'range-reversed',
      'end',
    ],
    [
      'a huge range',
      { address: '10.9.0.1/8', dhcp: { start: '10.9.0.2', end: '10.255.0.2', leaseMinutes: null } },
      'range-huge',
      'end',
    ],
    [
      'a lease of a minute',
      { dhcp: { start: '10.9.0.10', end: '10.9.0.50', leaseMinutes: 1 } },
      'lease-short',
      'leaseMinutes',
    ],
  ]
  it.each(refusals)('refuses %s at its field, and makes nothing', async (_what, change, code, field) => {
    const before = await lab.run(listNames)
    await expect(perform('network-create', { ...form, ...change })).rejects.toMatchObject({
      code: `networks.${code}`,
      field,
    })
    expect(await lab.run(listNames)).toBe(before)
  })

  it('refuses a subnet that the host reaches by another device', async () => {
    await lab.run('ip link add lan7 type bridge && ip addr add 10.9.0.200/24 dev lan7 && ip link set lan7 up')
    await expect(perform('network-create', form)).rejects.toMatchObject({ code: 'networks.subnet-routed' })
    await lab.run('ip link del lan7')
  })

  it('leaves nothing of a network that cannot start', async () => {
    // dnsmasq's file is in the way of the new network's.
    await lab.run('mkdir -p /var/lib/libvirt/dnsmasq/broken.conf')
    await expect(perform('network-create', { ...form, network: 'broken' })).rejects.toMatchObject({
      code: /^libvirt\./,
    })
    expect(await lab.run(listNames)).not.toContain('broken')
    await lab.run('rmdir /var/lib/libvirt/dnsmasq/broken.conf')
  })

  it('puts the old XML back, and runs, when the new one cannot start', async () => {
    const kept = await lab.run('virsh net-dumpxml --inactive default')
    await perform('network-define', { network: 'default', xml: kept, restart: true, plug: null })
    await expect(
      perform('network-define', {
        network: 'default',
        xml: kept.replace('virbr0', 'abcdefghijklmnopq'),
        restart: true,
        plug: null,
      }),
    ).rejects.toThrow()
    expect(await lab.run('virsh net-dumpxml --inactive default')).toBe(kept)
    expect(await lab.run('virsh net-info default')).toMatch(/Active:\s+yes/)
    await expect(
      perform('network-define', {
        network: 'default',
        xml: kept.replace('>default<', '>stolen<'),
        restart: false,
        plug: null,
      }),
    ).rejects.toMatchObject({ code: 'networks.xml-name' })
  })

  it('refuses a static address outside, taken, or the gateway’s', async () => {
    const host = { mac: '52:54:00:aa:bb:07', address: '192.168.122.70', hostname: null }
    const when = { network: 'default', live: true, config: true, action: 'add' as const }
    for (const [address, code] of [
      ['10.0.0.5', 'host-address-outside'],
      ['192.168.122.1', 'host-address-gateway'],
      ["1.2.3.4' x='", 'host-address-invalid'],
    ] as const) {
      await expect(perform('network-host', { ...when, host: { ...host, address } })).rejects.toMatchObject({
        code: `networks.${code}`,
        field: 'address',
      })
    }
    await perform('network-host', { ...when, host })
    await expect(
      perform('network-host', { ...when, host: { ...host, mac: '52:54:00:aa:bb:08' } }),
    ).rejects.toMatchObject({ code: 'networks.host-address-taken' })
  })

  it('[7.4-forward] a forwarded port reaches the guest from outside and from the host, past a reload and a restart', async () => {
    await lab.run(guest)
    await lab.run(plugGuest)
    await lab.run(outsider)
    await lab.run(
      `mkdir -p /etc/libvirt/hooks/network.d && printf '#!/bin/sh\\nexit 0\\n' > /etc/libvirt/hooks/network.d/other`,
    )
    const forward = { protocol: 'tcp', hostPort: 8080, address: '192.168.122.20', guestPort: 80 } as const
    const input = { network: 'default', bridge: 'virbr0', forwards: [forward], apply: true }
    const outside = 'ip netns exec outside socat -T3 - TCP:172.30.0.1:8080,connect-timeout=3 </dev/null'
    const fromHost = 'socat -T3 - TCP:172.30.0.1:8080,connect-timeout=3 </dev/null'
    await expect(lab.run(outside)).rejects.toThrow()
    await perform('network-forwards', input)
    expect(await lab.run(outside)).toContain('hello from the guest')
    expect(await lab.run(fromHost)).toContain('hello from the guest')

    await lab.run('systemctl reload libvirtd; virsh -q net-destroy default')
    await expect(lab.run(outside)).rejects.toThrow()
    await lab.run(`virsh -q net-start default; ${plugGuest}`)
    expect(await lab.run(outside)).toContain('hello from the guest')

    await expect(
      perform('network-forwards', { ...input, forwards: [forward, { ...forward, guestPort: 81 }] }),
    ).rejects.toMatchObject({ code: 'networks.port-taken', field: 'hostPort' })
    await lab.run('systemd-run -q --unit host-web socat TCP-LISTEN:8081,fork,reuseaddr PIPE')
    await expect(
      perform('network-forwards', { ...input, forwards: [forward, { ...forward, hostPort: 8081 }] }),
    ).rejects.toMatchObject({ code: 'networks.port-listening' })

    await perform('network-forwards', { ...input, forwards: [] })
    await expect(lab.run(outside)).rejects.toThrow()
    expect(await lab.run('ls /etc/libvirt/hooks/network.d')).toBe('other\n')
    expect(await lab.run('iptables-save')).not.toContain('FWD-')
  })

  it('[7.5-diagnose] finds what is wrong, one thing at a time', async () => {
    await lab.run(`virt-install --name demo --osinfo generic --memory 64 --disk none --network network=default,mac=52:54:00:aa:00:01 \\
      --import --graphics none --print-xml > /tmp/demo.xml && virsh -q define /tmp/demo.xml && virsh -q start demo`)
    const { diagnoseNetwork } = await import('#lib/labs/networks/diagnose.ts')
    const check = async (one: NetworkCheck) =>
      (await diagnoseNetwork({ actor, labId: lab.labId, vm: 'demo', mac: '52:54:00:aa:00:01', check: one })).verdict
    const well = [
      'active',
      'autostart',
      'running',
      'link',
      'plugged',
      'bridge',
      'dnsmasq',
      'forwarding',
      'nat',
    ] as const
    for (const one of well) expect([one, await check(one)]).toEqual([one, 'ok'])
    expect(await check('lease')).toBe('bad')
    expect(await check('uplink')).toBe('bad')

    await lab.run('virsh -q domif-setlink demo 52:54:00:aa:00:01 down')
    expect(await check('link')).toBe('bad')
    await lab.run('virsh -q net-destroy default; virsh -q net-start default')
    expect(await check('plugged')).toBe('bad')
    await perform('network-plug', { network: 'default', plug: { devices: ['vnet0'], bridge: 'virbr0' } })
    expect(await check('plugged')).toBe('ok')
    await lab.run('kill $(cat /run/libvirt/network/default.pid)')
    await vi.waitFor(async () => expect(await check('dnsmasq')).toBe('bad'))
    await lab.run('iptables -t nat -F')
    expect(await check('nat')).toBe('bad')
    await lab.run('virsh -q net-destroy default')
    expect(await check('active')).toBe('bad')
    expect(await Promise.all(networkChecks.map(check))).toHaveLength(networkChecks.length)
  })

  it('a lease comes into the live state with dnsmasq’s file', async () => {
    await lab.run('virsh -q net-start default')
    await lab.until(({ networks }) => Object.values(networks).some(({ name, active }) => name === 'default' && active))
    const lease = { 'ip-address': '192.168.122.33', 'mac-address': '52:54:00:aa:00:01', hostname: 'demo' }
    await lab.run(
      `printf '[{"ip-address":"${lease['ip-address']}","mac-address":"${lease['mac-address']}","hostname":"demo","expiry-time":%s}]' $(($(date +%s) + 600)) > /var/lib/libvirt/dnsmasq/virbr0.status`,
    )
    await lab.until(({ leases }) => Object.values(leases).some(({ address }) => address === '192.168.122.33'))
    const [seen] = Object.values(lab.state.leases)
    expect(seen).toMatchObject({ network: 'default', mac: '52:54:00:aa:00:01', hostname: 'demo' })
    expect(await lab.run('virsh net-dhcp-leases default')).toContain('192.168.122.33')
    await lab.run('virsh -q net-destroy default')
    await lab.until(({ leases }) => Object.keys(leases).length === 0)
  })
})
