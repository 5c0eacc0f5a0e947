import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  createDomain,
  defineDomain,
  destroyDomain,
  lookupDomain,
  readDomain,
  rebootDomain,
  resetDomain,
  resumeDomain,
  setAutostart,
  shutdownDomain,
  startDomain,
  suspendDomain,
  undefineDomain,
} from '#lib/virt/domain.ts'
import { tinyDomain } from '#tests/support/lab-domain.ts'
import { EventRecorder } from '#tests/support/lab-events.ts'
import { describeOnLabs } from '#tests/support/lab-suite.ts'
import { virsh, virshTable } from '#tests/support/virsh.ts'

describeOnLabs('life of a domain', (context) => {
  let events: EventRecorder

  beforeEach(() => {
    events = new EventRecorder(context.lv)
  })

  afterEach(async () => {
    events.stop()
    const { lab } = context
    for (const [, name = ''] of await virshTable(lab, 'list')) await virsh(lab, 'destroy', name)
    for (const [, name = ''] of await virshTable(lab, 'list', '--all')) {
      await virsh(lab, 'undefine', name, '--managed-save', '--snapshots-metadata')
    }
  })

  const domstate = async (name: string) => (await virsh(context.lab, 'domstate', '--reason', name)).trim()

  test('define, start, suspend, resume, reset, destroy, undefine: virsh agrees and events come', async () => {
    const { lv } = context
    const dom = await defineDomain(lv, { xml: tinyDomain('life') })
    expect(dom).toMatchObject({ name: 'life', id: null })
    await startDomain(lv, dom)
    expect(await domstate('life')).toBe('running (booted)')
    await suspendDomain(lv, dom)
    expect(await domstate('life')).toBe('paused (user)')
    expect(await readDomain(lv, dom.uuid)).toMatchObject({ state: 'paused', reason: 'user' })
    await resumeDomain(lv, dom)
    expect(await domstate('life')).toBe('running (unpaused)')
    await resetDomain(lv, dom)
    await destroyDomain(lv, dom)
    expect(await domstate('life')).toBe('shut off (destroyed)')
    await undefineDomain(lv, dom)
    await events.lifecycle('life', 'undefined')
    const told = events.seen.flatMap((e) => (e.type === 'domain-lifecycle' ? [`${e.event} ${e.detail}`] : []))
    expect(told.filter((words) => !words.startsWith('shutdown'))).toEqual([
      'defined added',
      'resumed unpaused',
      'started booted',
      'suspended paused',
      'resumed unpaused',
      'stopped destroyed',
      'undefined removed',
    ])
    expect(events.seen.every(({ at }) => Math.abs(Date.now() - at) < 120_000)).toBe(true)
  })

  test('paused start; autostart', async () => {
    const { lab, lv } = context
    const dom = await defineDomain(lv, { xml: tinyDomain('slow'), validate: true })
    await setAutostart(lv, { ...dom, autostart: true })
    expect(await virsh(lab, 'dominfo', 'slow')).toMatch(/Autostart:\s+enable/)
    await setAutostart(lv, { ...dom, autostart: false })
    expect(await virsh(lab, 'dominfo', 'slow')).toMatch(/Autostart:\s+disable/)
    await startDomain(lv, { ...dom, paused: true })
    expect(await domstate('slow')).toBe('paused (user)')
  })

  test('a transient domain is gone when it stops', async () => {
    const { lab, lv } = context
    const dom = await createDomain(lv, { xml: tinyDomain('brief') })
    expect(await readDomain(lv, dom.uuid)).toMatchObject({ persistent: false, inactiveXml: null, state: 'running' })
    await expect(setAutostart(lv, { ...dom, autostart: true })).rejects.toMatchObject({ code: 'libvirt.55' })
    await destroyDomain(lv, dom)
    expect(await virshTable(lab, 'list', '--all')).toEqual([])
    await expect(readDomain(lv, dom.uuid)).rejects.toMatchObject({ code: 'libvirt.42' })
  })

  test('shutdown and reboot are asked of the guest', async () => {
    const { lv } = context
    const dom = await defineDomain(lv, { xml: tinyDomain('deaf') })
    await startDomain(lv, dom)
    // No system runs that would obey: what can be seen is that QEMU took the request.
    await rebootDomain(lv, { ...dom, mode: 'acpi' })
    await shutdownDomain(lv, { ...dom, mode: 'acpi' })
    expect(await domstate('deaf')).toBe('running (booted)')
    await expect(shutdownDomain(lv, { ...dom, mode: 'agent' })).rejects.toMatchObject({
      code: expect.stringMatching(/^libvirt\.(74|86)$/),
    })
  })

  test('what virsh does arrives as events', async () => {
    const { lab } = context
    await lab.writeFile('/root/domain.xml', tinyDomain('typed'))
    await virsh(lab, 'define', '/root/domain.xml')
    expect(await events.lifecycle('typed', 'defined')).toMatchObject({ detail: 'added', domain: { id: null } })
    await virsh(lab, 'start', 'typed')
    expect(await events.lifecycle('typed', 'started')).toMatchObject({
      detail: 'booted',
      domain: { id: expect.any(Number) },
    })
    await virsh(lab, 'desc', 'typed', '--live', '--title', 'A title')
    expect(await events.next((e) => e.type === 'domain-metadata')).toMatchObject({ kind: 'title', uri: null })
    await lab.writeFile(
      '/root/disk.xml',
      `<disk type='file' device='disk'><source file='/root/disk.img'/><target dev='vda' bus='virtio'/></disk>`,
    )
    await lab.run('sh', '-c', 'truncate -s 1M /root/disk.img && chmod 666 /root/disk.img && chmod 711 /root')
    await virsh(lab, 'attach-device', 'typed', '/root/disk.xml', '--live')
    expect(await events.next((e) => e.type === 'domain-device-added')).toMatchObject({ alias: 'virtio-disk0' })
    await virsh(lab, 'managedsave', 'typed')
    expect(await events.lifecycle('typed', 'stopped')).toMatchObject({ detail: 'saved' })
    await lab.run(
      'sh',
      '-c',
      `virsh net-dumpxml default | sed -e '/uuid\\|mac address/d' -e 's/default/other/;s/virbr0/virbr7/;s/192.168.122/192.168.177/g' > /root/net.xml`,
    )
    await virsh(lab, 'net-define', '/root/net.xml')
    await virsh(lab, 'net-start', 'other')
    await virsh(lab, 'net-destroy', 'other')
    await virsh(lab, 'net-undefine', 'other')
    for (const event of ['defined', 'started', 'stopped', 'undefined']) {
      expect(await events.next((e) => e.type === 'network-lifecycle' && e.event === event)).toMatchObject({
        network: { name: 'other' },
      })
    }
    await virsh(lab, 'pool-define-as', 'extra', 'dir', '--target', '/srv')
    await virsh(lab, 'pool-start', 'extra')
    await virsh(lab, 'pool-refresh', 'extra')
    expect(await events.next((e) => e.type === 'pool-refresh')).toMatchObject({ pool: { name: 'extra' } })
    await virsh(lab, 'pool-destroy', 'extra')
    await virsh(lab, 'pool-undefine', 'extra')
    for (const event of ['defined', 'started', 'stopped', 'undefined']) {
      expect(await events.next((e) => e.type === 'pool-lifecycle' && e.event === event)).toMatchObject({
        pool: { name: 'extra' },
      })
    }
  })

  test("errors carry libvirt's number and words", async () => {
    const { lab, lv } = context
    const nobody = '00000000-0000-4000-8000-000000000000'
    const dom = await defineDomain(lv, { xml: tinyDomain('taken') })
    await expect(readDomain(lv, nobody)).rejects.toMatchObject({ code: 'libvirt.42', status: 404 })
    await expect(startDomain(lv, { uuid: nobody, name: 'ghost' })).rejects.toMatchObject({
      code: 'libvirt.42',
      message: `Domain not found: no domain with matching uuid '${nobody}' (ghost)`,
      params: { words: `Domain not found: no domain with matching uuid '${nobody}' (ghost)` },
    })
    await expect(lookupDomain(lv, { name: 'ghost' })).rejects.toMatchObject({ code: 'libvirt.42' })
    const refused = await virsh(lab, 'destroy', 'taken').then(() => '', String)
    const error = await destroyDomain(lv, dom).catch((e: Error) => e)
    expect(error).toMatchObject({ code: 'libvirt.55', status: 409 })
    expect(refused).toContain((error as Error).message)
    const double = tinyDomain('taken', { rest: '<uuid>11111111-1111-4111-8111-111111111111</uuid>' })
    await expect(defineDomain(lv, { xml: double })).rejects.toMatchObject({ code: 'libvirt.9', status: 409 })
    await expect(defineDomain(lv, { xml: '<domain' })).rejects.toMatchObject({ code: 'libvirt.35', status: 400 })
    await expect(defineDomain(lv, { xml: tinyDomain('odd', { type: 'kvmm' }) })).rejects.toMatchObject({
      code: expect.stringMatching(/^libvirt\.(27|67)$/),
    })
    const noDisk = `<disk type='file' device='disk'><source file='/nowhere.img'/><target dev='vda'/></disk>`
    const lacking = await defineDomain(lv, { xml: tinyDomain('lacking', { devices: noDisk }) })
    await expect(startDomain(lv, lacking)).rejects.toMatchObject({
      code: 'libvirt.38',
      message: expect.stringContaining('/nowhere.img'),
    })
    await startDomain(lv, dom)
    await virsh(lab, 'managedsave', 'taken')
    await expect(undefineDomain(lv, dom)).rejects.toMatchObject({ code: 'libvirt.55' })
    await undefineDomain(lv, { ...dom, managedSave: true })
    expect((await virshTable(lab, 'list', '--all')).map(([, name]) => name)).toEqual(['lacking'])
  })
})
