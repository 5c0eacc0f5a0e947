import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { LiveChange, LiveState } from '#lib/gateway/protocol.ts'
import type { LabHost } from '../lab-host.ts'
import type { LiveModelHold } from './live-models.ts'

const site = await vi.hoisted(async () => (await import('../test-site.ts')).makeTestSite())

const { findOrCreateLab, startLab, stopLab, deleteLab } = await import('../lab-service.ts')
const { acquireLabHost } = await import('../lab-host.ts')
const { acquireLiveModel, closeLiveModels } = await import('./live-models.ts')

let labId: string
let hold: LiveModelHold
let host: LabHost
const latencies: number[] = []

const domainXml = `<domain type='qemu'><name>demo</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
  <os><type arch='x86_64' machine='q35'>hvm</type></os>
  <devices><disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='/var/lib/libvirt/images/demo.qcow2'/>
  <target dev='vda' bus='virtio'/></disk><interface type='network'><mac address='52:54:00:00:00:42'/><source network='default'/>
  <model type='virtio'/></interface></devices></domain>`
const networkXml = `<network><name>lan</name><bridge name='virbr7'/><ip address='10.9.0.1' netmask='255.255.255.0'/></network>`

beforeAll(async () => {
  const studentId = await site.addStudent()
  labId = (await findOrCreateLab({ studentId, courseId: 'live' })).id
  await startLab({ labId })
  hold = await acquireLiveModel(labId)
  host = await acquireLabHost(labId)
  await until((state) => state.host.host !== undefined)
  await establish()
}, 120_000)

afterAll(async () => {
  host?.release()
  hold?.release()
  await closeLiveModels()
  if (labId) await deleteLab({ labId })
  await site.remove()
  const sorted = latencies.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  console.log(
    `command's end → change seen, n=${sorted.length}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`,
  )
}, 60_000)

/** Resolves when the state is as asked; vitest's time limit is the only clock. */
function until(condition: (state: LiveState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (condition(hold.state)) return resolve()
    const unsubscribe = hold.subscribe(() => {
      if (!condition(hold.state)) return
      void unsubscribe()
      resolve()
    })
  })
}

/** The files are watched once a network's autostart, which has no event, is seen. */
async function establish(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const watch = hold.subscribe((_at, changes: LiveChange[]) => {
    if (changes.some(({ collection }) => collection === 'networks')) resolve()
  })
  let seen = false
  void promise.then(() => {
    seen = true
  })
  for (let on = false; !seen; on = !on) await virsh(`net-autostart pxe ${on ? '' : '--disable'}`)
  await watch()
  await virsh('net-autostart pxe')
  await until((state) => named(state.networks, 'pxe')?.autostart === true)
}

async function virsh(line: string, input?: string): Promise<string> {
  const { exitCode, stdout, stderr } = await host.run(
    ['sh', '-c', `${input ? 'cat > /tmp/live.xml;' : ''} virsh -q ${line}`],
    { input },
  )
  if (exitCode !== 0) throw new Error(`virsh ${line}: ${stderr}`)
  return stdout.trim()
}

function named<T extends { name: string }>(objects: Record<string, T>, name: string): T | undefined {
  return Object.values(objects).find((object) => object.name === name)
}

async function change(line: string, condition: (state: LiveState) => boolean, input?: string): Promise<void> {
  await virsh(line, input)
  const doneAt = performance.now()
  await until(condition)
  latencies.push(Math.round(performance.now() - doneAt))
}

const demo = (state: LiveState) => named(state.domains, 'demo')

describe('a live model', () => {
  it.each<[string, (state: LiveState) => boolean, string?]>([
    [
      'vol-create-as default demo.qcow2 64M --format qcow2',
      (s) => s.volumes['default/demo.qcow2']?.capacityBytes === 67108864,
    ],
    ['define /tmp/live.xml', (s) => demo(s)?.state === 'shutoff', domainXml],
    ['autostart demo', (s) => demo(s)?.autostart === true],
    ['autostart demo --disable', (s) => demo(s)?.autostart === false],
    ['setmem demo 48M --config', (s) => demo(s)?.memoryKiB === 49152],
    [
      'attach-disk demo --source "" --target sda --type cdrom --targetbus sata --config',
      (s) => demo(s)?.disks.length === 2,
    ],
    ['detach-disk demo sda --config', (s) => demo(s)?.disks.length === 1],
    ['start demo', (s) => demo(s)?.state === 'running'],
    ['suspend demo', (s) => demo(s)?.state === 'paused'],
    ['resume demo', (s) => demo(s)?.state === 'running'],
    ['destroy demo', (s) => demo(s)?.state === 'shutoff'],
    ['start demo --paused', (s) => demo(s)?.state === 'paused' && demo(s)?.reason === 'user'],
    ['resume demo', (s) => demo(s)?.state === 'running'],
    ['managedsave demo', (s) => demo(s)?.state === 'shutoff' && demo(s)?.hasManagedSave === true],
    ['managedsave-remove demo', (s) => demo(s)?.hasManagedSave === false],
    ['undefine demo', (s) => demo(s) === undefined],
    ['vol-delete demo.qcow2 default', (s) => !('default/demo.qcow2' in s.volumes)],
    ['net-define /tmp/live.xml', (s) => named(s.networks, 'lan')?.active === false, networkXml],
    ['net-start lan', (s) => named(s.networks, 'lan')?.active === true],
    ['net-autostart lan', (s) => named(s.networks, 'lan')?.autostart === true],
    ['net-destroy lan', (s) => named(s.networks, 'lan')?.active === false],
    ['net-undefine lan', (s) => named(s.networks, 'lan') === undefined],
    ['pool-define-as extra dir --target /srv/extra', (s) => named(s.pools, 'extra')?.state === 'inactive'],
    ['pool-build extra', () => true],
    ['pool-autostart extra', (s) => named(s.pools, 'extra')?.autostart === true],
    ['pool-start extra', (s) => named(s.pools, 'extra')?.state === 'running'],
    ['vol-create-as extra a.raw 1M', (s) => 'extra/a.raw' in s.volumes],
    ['vol-delete a.raw extra', (s) => !('extra/a.raw' in s.volumes)],
    ['pool-destroy extra', (s) => named(s.pools, 'extra')?.state === 'inactive'],
    ['pool-undefine extra', (s) => named(s.pools, 'extra') === undefined],
  ])('follows virsh %s', (line, condition, input) => change(line, condition, input))

  it('says in the history what was done in the terminal, in order', () => {
    const told = Object.values(hold.state.history).toSorted((a, b) => a.at - b.at)
    const ofDemo = told.filter(({ params }) => params.name === 'demo').map(({ summary }) => summary)
    expect(ofDemo).toEqual([
      'vm-defined',
      'vm-autostart-on',
      'vm-autostart-off',
      'vm-memory',
      'vm-edited',
      'vm-edited',
      'vm-started',
      'vm-suspended',
      'vm-resumed',
      'vm-forced-off',
      'vm-started',
      'vm-resumed',
      'vm-saved',
      'vm-removed',
    ])
    expect(told.every(({ source, command }) => source === 'terminal' && command === null)).toBe(true)
  })

  it('is right again after libvirtd was killed, and after inotifywait was', async () => {
    await host.run(['sh', '-c', 'kill -9 $(pidof libvirtd); systemctl start libvirtd'])
    await virsh('define /tmp/live.xml', domainXml)
    await until((state) => demo(state) !== undefined)
    await host.run(['pkill', '-9', 'inotifywait'])
    await virsh('autostart demo')
    await until((state) => demo(state)?.autostart === true)
  }, 60_000)

  it('knows nothing of a host that is off, and everything when it is back', async () => {
    host.release()
    await stopLab({ labId })
    expect(hold.state).toMatchObject({ lab: { lab: { phase: 'stopped' } }, domains: {}, networks: {}, host: {} })
    await startLab({ labId })
    await until((state) => demo(state) !== undefined && named(state.networks, 'default')?.active === true)
    host = await acquireLabHost(labId)
  }, 60_000)
})
