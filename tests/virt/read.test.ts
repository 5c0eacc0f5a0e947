import { beforeAll, expect, test } from 'vitest'
import { readCapabilities, readDomainCapabilities, readHost } from '#lib/virt/capabilities.ts'
import { listDomains, readDomain, readDomains, readInterfaceAddresses } from '#lib/virt/domain.ts'
import { virshStateWords } from '#lib/virt/domain-state.ts'
import { listLeases, readNetwork, readNetworks } from '#lib/virt/network.ts'
import { readPool, readPools, refreshPool } from '#lib/virt/pool.ts'
import { deleteVolume, listVolumes, lookupVolume } from '#lib/virt/volume.ts'
import { serialPort, tinyDomain, vncSocket } from '#tests/support/lab-domain.ts'
import { type LabContext, describeOnLabs } from '#tests/support/lab-suite.ts'
import { virsh, virshFields, virshTable } from '#tests/support/virsh.ts'

const images = '/var/lib/libvirt/images'
const network = `<interface type='network'><source network='default'/><model type='virtio'/></interface>`
const disks = `
  <disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='${images}/full.qcow2'/><target dev='vda' bus='virtio'/></disk>
  <disk type='file' device='cdrom'><target dev='sda' bus='sata'/><readonly/></disk>
  <disk type='volume' device='disk'><driver name='qemu' type='raw'/><source pool='default' volume='second.img'/><target dev='vdb' bus='virtio'/></disk>`
const osinfo = `<metadata><libosinfo:libosinfo xmlns:libosinfo='http://libosinfo.org/xmlns/libvirt/domain/1.0'><libosinfo:os id='http://debian.org/debian/13'/></libosinfo:libosinfo></metadata>`

/** One domain of each kind, made by virsh. */
async function furnish({ lab }: LabContext): Promise<void> {
  const pools = await virshTable(lab, 'pool-list', '--all')
  if (!pools.some(([name]) => name === 'default')) {
    await virsh(lab, 'pool-define-as', 'default', 'dir', '--target', images)
    await virsh(lab, 'pool-start', 'default')
    await virsh(lab, 'pool-autostart', 'default')
  }
  await virsh(lab, 'pool-define-as', 'asleep', 'dir', '--target', '/srv/asleep')
  await virsh(lab, 'vol-create-as', 'default', 'full.qcow2', '64M', '--format', 'qcow2')
  await virsh(lab, 'vol-create-as', 'default', 'second.img', '8M')
  const domains = {
    full: tinyDomain('full', { rest: osinfo, devices: `${disks}${network}${serialPort}${vncSocket}` }),
    bare: tinyDomain('bare'),
    locked: tinyDomain('locked', { devices: `<graphics type='vnc' autoport='yes' passwd='secret'/>` }),
    'unplugged 中文': tinyDomain('unplugged 中文', {
      devices: `<interface type='network'><source network='default'/><model type='e1000'/><link state='down'/></interface>`,
    }),
  }
  for (const [name, xml] of Object.entries(domains)) {
    await lab.writeFile('/root/domain.xml', xml)
    await virsh(lab, 'define', '/root/domain.xml')
    if (name !== 'bare') await virsh(lab, 'start', name)
  }
  await virsh(lab, 'autostart', 'bare')
  await virsh(lab, 'suspend', 'locked')
  await lab.writeFile('/root/domain.xml', tinyDomain('passing'))
  await virsh(lab, 'create', '/root/domain.xml')
  await lab.writeFile('/root/domain.xml', tinyDomain('saved'))
  await virsh(lab, 'define', '/root/domain.xml')
  await virsh(lab, 'start', 'saved')
  await virsh(lab, 'managedsave', 'saved')
}

describeOnLabs('what is read is what virsh prints', (context) => {
  beforeAll(() => furnish(context), 180_000)

  test('list --all', async () => {
    const { lab, lv } = context
    const printed = (await virshTable(lab, 'list', '--all')).map(([id, name]) => `${name} ${id}`)
    const read = (await listDomains(lv)).map(({ name, id }) => `${name} ${id ?? '-'}`)
    expect(read.sort()).toEqual(printed.sort())
    expect(read).toHaveLength(6)
  })

  test('dominfo, domstate, dumpxml, domiflist, domblklist of every domain, together and one by one', async () => {
    const { lab, lv } = context
    const domains = await readDomains(lv)
    expect(domains.map(({ name }) => name).sort()).toEqual([
      'bare',
      'full',
      'locked',
      'passing',
      'saved',
      'unplugged 中文',
    ])
    for (const domain of domains) {
      expect(await readDomain(lv, domain.uuid)).toEqual(domain)
      const info = await virshFields(lab, 'dominfo', domain.uuid)
      expect({
        Id: domain.id === null ? '-' : String(domain.id),
        Name: domain.name,
        UUID: domain.uuid,
        State: virshStateWords[domain.state],
        'CPU(s)': String(domain.vcpus),
        'Max memory': `${domain.memoryMaxKiB} KiB`,
        'Used memory': `${domain.memoryKiB} KiB`,
        Persistent: domain.persistent ? 'yes' : 'no',
        Autostart: domain.autostart ? 'enable' : 'disable',
        'Managed save': domain.hasManagedSave ? 'yes' : 'no',
      }).toEqual(
        Object.fromEntries(
          Object.entries(info).filter(([key]) => !/OS Type|CPU time|Security|Autostart Once/.test(key)),
        ),
      )
      expect(`${virshStateWords[domain.state]} (${domain.reason})`).toBe(
        (await virsh(lab, 'domstate', '--reason', domain.uuid)).trim(),
      )
      const dumped = (await virsh(lab, 'dumpxml', domain.uuid)).trim()
      const inactive = (await virsh(lab, 'dumpxml', '--inactive', domain.uuid)).trim()
      expect(domain.liveXml?.trim() ?? null).toEqual(domain.id === null ? null : dumped)
      expect(domain.inactiveXml?.trim() ?? null).toEqual(domain.persistent ? inactive : null)
      expect(
        domain.interfaces.map((nic) => [nic.target ?? '-', nic.type, nic.source ?? '-', nic.model ?? '-', nic.mac]),
      ).toEqual(await virshTable(lab, 'domiflist', domain.uuid))
      expect(domain.disks.map((disk) => [disk.target, disk.source ?? '-'])).toEqual(
        await virshTable(lab, 'domblklist', domain.uuid),
      )
    }
  })

  test('what only the XML says', async () => {
    const domains = new Map((await readDomains(context.lv)).map((domain) => [domain.name, domain]))
    expect(domains.get('full')).toMatchObject({
      type: 'qemu',
      osinfo: 'http://debian.org/debian/13',
      hasSerialConsole: true,
      disks: [
        { target: 'vda', bus: 'virtio', device: 'disk', format: 'qcow2', readonly: false },
        { target: 'vdb', bus: 'virtio', device: 'disk', format: 'raw', source: 'second.img' },
        { target: 'sda', bus: 'sata', device: 'cdrom', source: null, readonly: true },
      ],
      graphics: [{ type: 'vnc', port: null, passwordRequired: false }],
    })
    expect(domains.get('full')?.graphics[0]?.socket).toMatch(/^\/.*vnc\.sock$/)
    expect(domains.get('locked')).toMatchObject({
      state: 'paused',
      graphics: [{ type: 'vnc', socket: null, listen: '127.0.0.1', port: 5900, passwordRequired: true }],
    })
    expect(domains.get('locked')?.liveXml).not.toContain('secret')
    expect(domains.get('unplugged 中文')?.interfaces).toMatchObject([{ linkState: 'down', model: 'e1000' }])
    expect(domains.get('bare')).toMatchObject({ graphics: [], osinfo: null, hasSerialConsole: false })
  })

  test('an address that a DHCP server gave out', async () => {
    const { lab, lv } = context
    const boot = `<interface type='network'><source network='default'/><model type='virtio'/><boot order='1'/></interface>`
    await lab.writeFile('/root/domain.xml', tinyDomain('asks', { devices: boot }))
    // The network card's own boot program asks for an address; its lease is a file that changes.
    await virsh(lab, 'create', '/root/domain.xml')
    const wait = 'until virsh domifaddr asks | grep -q ipv4; do inotifywait -qq -t 5 /var/lib/libvirt/dnsmasq; done'
    await lab.run('sh', '-c', wait)
    const read = (await readDomains(lv)).find(({ name }) => name === 'asks')
    const printed = await virshTable(lab, 'domifaddr', 'asks')
    expect(read?.interfaces).toHaveLength(1)
    expect(
      read?.interfaces.flatMap((nic) =>
        nic.addresses.map(({ family, address, prefix }) => [nic.target, nic.mac, family, `${address}/${prefix}`]),
      ),
    ).toEqual(printed)
    expect(printed).toHaveLength(1)
    const uuid = read?.uuid ?? ''
    expect(await readInterfaceAddresses(lv, { uuid, source: 'lease' })).toEqual(
      read?.interfaces.map(({ target, mac, addresses }) => ({ name: target, mac, addresses })),
    )
    const network = (await readNetworks(lv)).find(({ name }) => name === 'default')
    const leases = await listLeases(lv, { uuid: network?.uuid ?? '' })
    expect(leases.map(({ mac, address, prefix }) => [mac, `${address}/${prefix}`])).toEqual(
      (await virshTable(lab, 'net-dhcp-leases', 'default')).map((row) => [row[1], row[3]]),
    )
    expect(leases[0]?.expiresAt).toBeGreaterThan(Date.now())
    await virsh(lab, 'destroy', 'asks')
  })

  test('net-list, net-info, net-dumpxml', async () => {
    const { lab, lv } = context
    const networks = await readNetworks(lv)
    const rows = networks.map((net) => [
      net.name,
      net.active ? 'active' : 'inactive',
      yes(net.autostart),
      yes(net.persistent),
    ])
    expect(rows.sort()).toEqual(await virshTable(lab, 'net-list', '--all'))
    for (const network of networks) {
      expect(await readNetwork(lv, network.uuid)).toEqual(network)
      expect(network.xml.trim()).toBe((await virsh(lab, 'net-dumpxml', network.name)).trim())
      expect(network.bridge).toBe((await virshFields(lab, 'net-info', network.name)).Bridge)
    }
    expect(networks.find(({ name }) => name === 'default')).toMatchObject({ forward: 'nat', active: true })
  })

  test('pool-list, pool-info, pool-dumpxml', async () => {
    const { lab, lv } = context
    const pools = await readPools(lv)
    const rows = pools.map(({ name, state, autostart }) => [
      name,
      state === 'running' ? 'active' : 'inactive',
      yes(autostart),
    ])
    expect(rows.sort()).toEqual(await virshTable(lab, 'pool-list', '--all'))
    for (const pool of pools) {
      await refreshPool(lv, pool).catch(() => {})
      const read = await readPool(lv, pool.uuid)
      expect(read.xml.trim()).toBe((await virsh(lab, 'pool-dumpxml', pool.name)).trim())
      const info = await virshFields(lab, 'pool-info', '--bytes', pool.name)
      expect(info).toMatchObject({
        Name: read.name,
        UUID: read.uuid,
        State: read.state,
        Persistent: yes(read.persistent),
      })
      if (read.state === 'running') expect(info).toMatchObject({ Capacity: String(read.capacityBytes) })
    }
    expect(pools.find(({ name }) => name === 'asleep')).toMatchObject({ state: 'inactive', targetPath: '/srv/asleep' })
  })

  test('vol-list, vol-info', async () => {
    const { lab, lv } = context
    const volumes = await listVolumes(lv, { pool: 'default' })
    expect(volumes.map(({ name, path }) => [name, path]).sort()).toEqual(
      (await virshTable(lab, 'vol-list', 'default')).sort(),
    )
    for (const volume of volumes) {
      expect(await virshFields(lab, 'vol-info', '--bytes', volume.path)).toEqual({
        Name: volume.name,
        Type: volume.type,
        Capacity: `${volume.capacityBytes} bytes`,
        Allocation: `${volume.allocationBytes} bytes`,
      })
    }
    expect(volumes).toContainEqual(
      expect.objectContaining({ name: 'full.qcow2', format: 'qcow2', capacityBytes: 2 ** 26 }),
    )
    expect(await listVolumes(lv, { pool: 'asleep' })).toEqual([])
    await expect(listVolumes(lv, { pool: 'none' })).rejects.toMatchObject({ code: 'libvirt.49' })
  })

  test('a deleted volume is gone', async () => {
    const { lab, lv } = context
    await virsh(lab, 'vol-create-as', 'default', 'waste.img', '1M')
    expect(await lookupVolume(lv, { path: `${images}/waste.img` })).toMatchObject({
      pool: 'default',
      name: 'waste.img',
    })
    await deleteVolume(lv, { pool: 'default', name: 'waste.img' })
    await expect(lab.run('stat', `${images}/waste.img`)).rejects.toThrow('No such file')
    await expect(deleteVolume(lv, { pool: 'default', name: 'waste.img' })).rejects.toMatchObject({ code: 'libvirt.50' })
  })

  test('hostname, version, nodeinfo', async () => {
    const { lab, lv } = context
    const host = await readHost(lv)
    const node = await virshFields(lab, 'nodeinfo')
    const version = await virshFields(lab, 'version')
    expect(host.hostname).toBe((await virsh(lab, 'hostname')).trim())
    expect(host.uri).toBe((await virsh(lab, 'uri')).trim())
    expect(version['Using library']).toBe(`libvirt ${host.libvirtVersion}`)
    expect(version['Running hypervisor']).toBe(`QEMU ${host.qemuVersion}`)
    expect(node).toMatchObject({
      'CPU model': host.cpuModel,
      'CPU(s)': String(host.cpus),
      'CPU socket(s)': String(host.sockets),
      'Core(s) per socket': String(host.coresPerSocket),
      'Thread(s) per core': String(host.threadsPerCore),
      'Memory size': `${host.memoryKiB} KiB`,
    })
    expect(host.memoryFreeKiB).toBeGreaterThan(0)
  })

  test('capabilities and domcapabilities', async () => {
    const { lab, lv } = context
    const capabilities = await readCapabilities(lv)
    expect(capabilities.xml.trim()).toBe((await virsh(lab, 'capabilities')).trim())
    const guest = capabilities.guests.find(({ arch }) => arch === 'x86_64')
    expect(guest).toMatchObject({ osType: 'hvm', emulator: '/usr/bin/qemu-system-x86_64' })
    expect(guest?.accelerators).toContain('qemu')
    const q35 = guest?.machines.find(({ name }) => name === 'q35')
    expect(q35?.canonical).toMatch(/^pc-q35-/)
    for (const machine of ['pc', 'q35']) {
      const read = await readDomainCapabilities(lv, { machine, accelerator: 'qemu', arch: 'x86_64' })
      const printed = await virsh(
        lab,
        'domcapabilities',
        '--machine',
        machine,
        '--virttype',
        'qemu',
        '--arch',
        'x86_64',
      )
      expect(read.xml.trim()).toBe(printed.trim())
      expect(read).toMatchObject({ accelerator: 'qemu', arch: 'x86_64' })
      expect(read.diskBuses).toEqual(expect.arrayContaining(['virtio', 'sata', 'scsi', 'usb']))
      expect(read.diskBuses.includes('ide')).toBe(machine === 'pc')
      expect(read.cpuModes).toEqual(['maximum', 'host-model', 'custom'])
      expect(read.cpuModels).toContainEqual({ name: 'qemu64', usable: true })
      expect(read.graphicsTypes).toContain('vnc')
      expect(read.nicModels).toContain('virtio')
    }
    await expect(readDomainCapabilities(lv, { machine: 'none' })).rejects.toMatchObject({ code: 'libvirt.8' })
  })
})

function yes(value: boolean): string {
  return value ? 'yes' : 'no'
}
