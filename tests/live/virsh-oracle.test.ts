import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { LiveState } from '#lib/gateway/protocol.ts'
import type { LiveLab } from '#tests/support/live-lab.ts'
import type { VirshView } from '#tests/support/virsh-view.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { LiveLab: Lab } = await import('#tests/support/live-lab.ts')
const { readVirshView, toVirshView } = await import('#tests/support/virsh-view.ts')

let lab: LiveLab

beforeAll(async () => {
  lab = await Lab.start(await site.addStudent())
})
afterAll(async () => {
  await lab?.remove()
  await site.remove()
})

/** The model comes to say what virsh prints, and says nothing else. */
function agrees(): Promise<void> {
  const compare = async () => {
    const printed = await readVirshView(lab)
    const { state } = lab
    expect(withoutGrowth(toVirshView(state), state)).toEqual(withoutGrowth(printed, state))
  }
  return vi.waitFor(compare, { timeout: 10_000, interval: 100 })
}

/** How much a running guest has written by now is no part of the model; what it wrote in all is, once the disk is closed. */
function withoutGrowth(view: VirshView, { domains }: LiveState): VirshView {
  const running = Object.values(domains).filter(({ id }) => id !== null)
  const open = new Set(running.flatMap(({ disks }) => disks.map(({ source }) => source)))
  const volumes = Object.entries(view.volumes).map(([pool, rows]) => [
    pool,
    rows.map(([name, path, type, capacity, allocation]) => [
      name,
      path,
      type,
      capacity,
      open.has(path ?? '') ? 'open' : allocation,
    ]),
  ])
  return { ...view, volumes: Object.fromEntries(volumes) }
}

const networkXml = `<network><name>lan</name><bridge name='virbr7'/><ip address='10.9.0.1' netmask='255.255.255.0'/></network>`
const images = '/var/lib/libvirt/images'
const web = (state: LiveState) => Object.values(state.domains).find(({ name }) => name === 'web')

describe('the live model says what virsh prints', () => {
  it('of a fresh lab host', agrees)

  it.each([
    [`cp ${images}/tinyvm-1.0-x86_64.qcow2 ${images}/web.qcow2 && virsh pool-refresh default`],
    [
      `virt-install --name web --osinfo tinyvm1.0 --memory 192 --vcpus 1,maxvcpus=2 --import --disk ${images}/web.qcow2 ` +
        '--network network=default --graphics vnc --noautoconsole',
    ],
  ])('after %s', async (line) => {
    await lab.run(line)
    await agrees()
  })

  it('when the guest has got an address', async () => {
    await lab.until((state) => (web(state)?.interfaces[0]?.addresses.length ?? 0) > 0)
    await agrees()
    expect(toVirshView(lab.state).addresses.web).toHaveLength(1)
  })

  it.each([
    ['setvcpus web 2 --live'],
    ['setmem web 160M --live'],
    ['setmem web 128M --config'],
    ['setvcpus web 2 --config'],
    ['attach-interface web network default --model virtio --live'],
    ['vol-create-as default data.raw 16M --format raw'],
    [`attach-disk web ${images}/data.raw vdb --live`],
    ['detach-disk web vdb --live'],
    ['suspend web'],
    ['resume web'],
    ['autostart web'],
    ['undefine web --managed-save'],
    ['destroy web'],
  ])('after virsh %s', async (line) => {
    await lab.run(`virsh ${line}`)
    await agrees()
  })

  it.each([
    [
      `virt-install --name web --osinfo tinyvm1.0 --memory 192 --import --disk ${images}/web.qcow2 --network network=default --graphics none --print-xml > /tmp/web.xml && virsh define /tmp/web.xml`,
    ],
    ['virsh snapshot-create-as web s1'],
    ['virsh snapshot-create-as web s2 && virsh setmem web 128M --config'],
    ['virsh snapshot-revert web s1'],
    ['virsh snapshot-delete web s1 && virsh snapshot-delete web s2'],
    ['virsh start web --paused'],
    ['virsh managedsave web'],
    ['virsh start web'],
    ['virsh destroy web'],
    ['virsh domrename web www'],
    ['virsh undefine www --nvram --remove-all-storage'],
    ['cat > /tmp/lan.xml && virsh net-define /tmp/lan.xml', networkXml],
    ['virsh net-start lan'],
    ['virsh net-autostart lan'],
    ['virsh net-destroy lan && virsh net-undefine lan'],
    ['virsh net-destroy default'],
    ['virsh net-start default'],
    ['virsh pool-define-as extra dir --target /srv/extra && virsh pool-build extra'],
    ['virsh pool-start extra && virsh pool-autostart extra'],
    ['virsh vol-create-as extra a.qcow2 64M --format qcow2'],
    ['virsh vol-resize a.qcow2 128M --pool extra'],
    ['virsh vol-clone a.qcow2 b.qcow2 --pool extra'],
    ['truncate -s 1M /srv/extra/by-hand.img && virsh pool-refresh extra'],
    ['virsh vol-delete a.qcow2 extra && virsh vol-wipe b.qcow2 extra'],
    ['virsh pool-destroy extra && virsh pool-undefine extra'],
  ] as [string, string?][])('after %s', async (line, input) => {
    await lab.run(line, { input })
    await agrees()
  })

  it('after the lab was reset', async () => {
    await lab.run('cat > /tmp/lan.xml && virsh net-define /tmp/lan.xml', { input: networkXml })
    await lab.until(({ networks }) => Object.values(networks).some(({ name }) => name === 'lan'))
    await lab.reset()
    await agrees()
    expect(Object.values(lab.state.networks).map(({ name }) => name)).not.toContain('lan')
  })
})
