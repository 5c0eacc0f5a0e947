import { vi } from 'vitest'
import { proof, proveOperations } from '#tests/support/prove.ts'
import type { NetworkForm } from '#lib/virt/commands/network-form.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

/** The worked example of the course. */
const isolated: NetworkForm = {
  network: 'isolated-network',
  mode: 'isolated',
  device: null,
  bridge: null,
  address: '10.0.0.1/24',
  dhcp: { start: '10.0.0.10', end: '10.0.0.50', leaseMinutes: null },
  forwarders: [],
  domain: null,
  autostart: true,
  start: true,
}
const plain = { dhcp: null, autostart: false }
const host = { mac: '52:54:00:aa:bb:01', address: '192.168.122.20', hostname: 'web' }
const both = { live: true, config: true }
const forward = { protocol: 'tcp', hostPort: 8080, address: '192.168.122.20', guestPort: 80 } as const
const rules =
  'iptables-save | grep -E "FWD-|8080" | sed -E "s/\\[[0-9:]+\\]//"; ls -l /etc/libvirt/hooks/network.d | cut -c1-10'

/** A VM whose CPUs stand still: it only holds a NIC. */
const plugged = `virt-install --name plugged --osinfo generic --memory 64 --disk none --network network=default --import \\
  --graphics none --print-xml > /tmp/plugged.xml && virsh -q define /tmp/plugged.xml && virsh -q start plugged --paused &&
  virsh -q net-destroy default`

const defaultXml = `<network>
  <name>default</name>
  <uuid>5c1ad0e5-29a1-4f65-9a07-2f1d3a2b7c01</uuid>
  <forward mode='nat'/>
  <bridge name='virbr0' stp='on' delay='0'/>
  <mac address='52:54:00:4c:ab:01'/>
  <domain name='lab.test' localOnly='yes'/>
  <dns>
    <forwarder addr='9.9.9.9'/>
  </dns>
  <ip address='192.168.122.1' netmask='255.255.255.0'>
    <dhcp>
      <range start='192.168.122.2' end='192.168.122.254'/>
    </dhcp>
  </ip>
  <ip family='ipv6' address='fd00:122::1' prefix='64'/>
</network>`

proveOperations('Networks', site, [
  proof({
    row: '7.3-isolated',
    title: 'the worked example: isolated-network, 10.0.0.0/24',
    operation: 'network-create',
    input: isolated,
    check: 'virsh net-info isolated-network; virsh net-dumpxml isolated-network',
    prints: /Active:\s+yes[^]*Autostart:\s+yes[^]*address='10.0.0.1'[^]*start='10.0.0.10' end='10.0.0.50'/,
  }),
  proof({
    row: '7.3-isolated',
    title: 'guests only, without an address of the host',
    operation: 'network-create',
    input: { ...isolated, ...plain, network: 'guests only', address: null, bridge: 'guests0' },
    check: 'virsh net-dumpxml "guests only"; ip link show guests0',
    prints: /^(?![^]*<ip )[^]*guests0/,
  }),
  proof({
    row: '7.3-nat',
    title: 'NAT with forwarders and a domain, not started',
    operation: 'network-create',
    input: {
      ...isolated,
      network: 'nat2',
      mode: 'nat',
      address: '10.1.0.1/16',
      dhcp: { start: '10.1.0.10', end: '10.1.255.250', leaseMinutes: 2 },
      forwarders: ['9.9.9.9', '1.1.1.1'],
      domain: 'lab.test',
      start: false,
    },
    check: 'virsh net-dumpxml nat2',
    prints: /mode='nat'[^]*forwarder addr='9.9.9.9'[^]*expiry='2' unit='minutes'/,
  }),
  proof({
    row: '7.3-routed',
    title: 'routed, by one device of the host',
    given: 'ip link add lan0 type bridge',
    operation: 'network-create',
    input: { ...isolated, ...plain, network: 'routed', mode: 'route', device: 'lan0', address: '10.2.0.1/24' },
    check: 'virsh net-dumpxml routed',
    prints: /<forward dev='lan0' mode='route'>/,
  }),
  proof({
    row: '7.3-open',
    title: 'open: libvirt sets no rules',
    operation: 'network-create',
    input: { ...isolated, ...plain, network: 'open', mode: 'open', address: '10.3.0.1/24' },
    check: 'virsh net-dumpxml open; iptables-save | grep -c 10.3.0 || true',
    prints: /<forward mode='open'\/>[^]*\n0\n/,
  }),
  proof({
    row: '7.3-bridge',
    title: 'on a bridge of the host',
    given: 'ip link add br0 type bridge',
    operation: 'network-create',
    input: { ...isolated, ...plain, network: 'host-bridge', mode: 'bridge', address: null, bridge: 'br0' },
    check: 'virsh net-dumpxml host-bridge',
    prints: /<forward mode='bridge'\/>\s*<bridge name='br0'\/>/,
  }),
  proof({
    row: '7.3-autostart',
    title: 'autostart off',
    operation: 'network-autostart',
    input: { network: 'isolated-network', autostart: false },
    check: 'virsh net-info isolated-network',
    prints: /Autostart:\s+no/,
  }),
  proof({
    row: '7.3-autostart',
    title: 'stopped',
    operation: 'network-stop',
    input: { network: 'isolated-network' },
    check: 'virsh net-info isolated-network',
    prints: /Active:\s+no/,
  }),
  proof({
    row: '7.3-autostart',
    title: 'started, and running VMs plugged back in',
    given: plugged,
    operation: 'network-start',
    input: { network: 'default', plug: { devices: ['vnet0'], bridge: 'virbr0' } },
    check: 'virsh net-info default; bridge link show dev vnet0',
    prints: /Active:\s+yes[^]*master virbr0/,
    alsoSame: 'ls /sys/class/net/virbr0/brif',
  }),
  proof({
    row: '7.3-autostart',
    title: 'deleted while it runs',
    operation: 'network-delete',
    input: { network: 'open', stop: true, forwards: false },
    check: 'virsh net-list --all --name | grep -c open || true',
    prints: /^0/,
  }),
  proof({
    row: '7.3-dhcp',
    title: 'another DHCP range, no VM loses its link',
    operation: 'network-dhcp',
    input: {
      network: 'default',
      ...both,
      remove: { start: '192.168.122.2', end: '192.168.122.254' },
      add: { start: '192.168.122.100', end: '192.168.122.150', leaseMinutes: null },
    },
    check:
      'virsh net-dumpxml default; grep dhcp-range /var/lib/libvirt/dnsmasq/default.conf; bridge link show dev vnet0',
    prints:
      /start='192.168.122.100' end='192.168.122.150'[^]*dhcp-range=192.168.122.100,192.168.122.150[^]*master virbr0/,
  }),
  proof({
    row: '7.3-lease',
    title: 'lease time of two minutes',
    operation: 'network-dhcp',
    input: {
      network: 'default',
      ...both,
      remove: { start: '192.168.122.100', end: '192.168.122.150' },
      add: { start: '192.168.122.100', end: '192.168.122.150', leaseMinutes: 2 },
    },
    check: 'virsh net-dumpxml default; grep dhcp-range /var/lib/libvirt/dnsmasq/default.conf',
    prints: /<lease expiry='2' unit='minutes'\/>[^]*255.255.255.0,2m/,
  }),
  proof({
    row: '7.3-dhcp',
    title: 'DHCP off',
    operation: 'network-dhcp',
    input: { network: 'default', ...both, remove: { start: '192.168.122.100', end: '192.168.122.150' }, add: null },
    check: 'virsh net-dumpxml default',
    prints: /^(?![^]*<range)/,
  }),
  proof({
    row: '7.3-dhcp',
    title: 'DHCP on again',
    operation: 'network-dhcp',
    input: {
      network: 'default',
      ...both,
      remove: null,
      add: { start: '192.168.122.2', end: '192.168.122.254', leaseMinutes: null },
    },
    check: 'grep dhcp-range /var/lib/libvirt/dnsmasq/default.conf',
    prints: 'dhcp-range=192.168.122.2',
  }),
  proof({
    row: '7.4-host',
    title: 'static address with a host name',
    operation: 'network-host',
    input: { network: 'default', ...both, action: 'add', host },
    check: 'virsh net-dumpxml default; cat /var/lib/libvirt/dnsmasq/default.hostsfile',
    prints: /name='web' ip='192.168.122.20'[^]*52:54:00:aa:bb:01,192.168.122.20,web/,
  }),
  proof({
    row: '7.4-host',
    title: 'another address for the same MAC',
    operation: 'network-host',
    input: { network: 'default', ...both, action: 'modify', host: { ...host, address: '192.168.122.21' } },
    check: 'virsh net-dumpxml default',
    prints: "name='web' ip='192.168.122.21'",
  }),
  proof({
    row: '7.4-host',
    title: 'static address removed',
    operation: 'network-host',
    input: { network: 'default', ...both, action: 'delete', host: { ...host, address: '192.168.122.21' } },
    check: 'virsh net-dumpxml default | grep -c aa:bb:01 || true',
    prints: /^0/,
  }),
  proof({
    row: '7.4-dns',
    title: 'names in the network’s DNS',
    operation: 'network-dns-host',
    input: {
      network: 'default',
      ...both,
      action: 'add',
      host: { address: '192.168.122.20', hostnames: ['web.lab.test', 'www.lab.test'] },
    },
    check: 'virsh net-dumpxml default; cat /var/lib/libvirt/dnsmasq/default.addnhosts',
    prints: /<hostname>www.lab.test<\/hostname>[^]*192.168.122.20\s+web.lab.test/,
  }),
  proof({
    row: '7.4-dns',
    title: 'and removed',
    operation: 'network-dns-host',
    input: {
      network: 'default',
      ...both,
      action: 'delete',
      host: { address: '192.168.122.20', hostnames: ['web.lab.test', 'www.lab.test'] },
    },
    check: 'virsh net-dumpxml default | grep -c hostname || true',
    prints: /^0/,
  }),
  proof({
    row: '7.4-forward',
    title: '8080 to 80',
    operation: 'network-forwards',
    input: { network: 'default', bridge: 'virbr0', forwards: [forward], apply: true },
    check: rules,
    prints: /--dport 8080 -j DNAT --to-destination 192.168.122.20:80/,
    alsoSame: rules,
  }),
  proof({
    row: '7.4-dns',
    title: 'forwarders and a domain: redefined and started anew, IPv6 and all else kept',
    operation: 'network-define',
    input: {
      network: 'default',
      xml: defaultXml,
      restart: true,
      plug: { devices: ['vnet0'], bridge: 'virbr0' },
    },
    check: 'virsh net-dumpxml default; grep server= /var/lib/libvirt/dnsmasq/default.conf; bridge link show dev vnet0',
    prints: /fd00:122::1[^]*server=9.9.9.9[^]*master virbr0/,
    alsoSame: rules,
  }),
  proof({
    row: '7.4-dns',
    title: 'at the next start',
    operation: 'network-define',
    input: { network: 'default', xml: defaultXml.replace('9.9.9.9', '1.1.1.1'), restart: false, plug: null },
    check: 'virsh net-dumpxml default; virsh net-dumpxml --inactive default',
    prints: /9\.9\.9\.9[^]*1\.1\.1\.1/,
  }),
  proof({
    row: '7.4-forward',
    title: 'forwards removed',
    operation: 'network-forwards',
    input: { network: 'default', bridge: 'virbr0', forwards: [], apply: true },
    check: 'iptables-save | grep -cE "FWD-|8080" || true; find /etc/libvirt/hooks/network.d -type f',
    prints: /^0\s*$/,
    alsoSame: rules,
  }),
])
