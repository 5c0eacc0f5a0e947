/**
 * How soon a page can know: from the arrival of libvirt's event (or of the file's change) to the change told, and from the
 * end of the virsh that made it. Makes a lab host, changes it with virsh ROUNDS times over, removes it.
 * node scripts/bench/live-latency.ts [ROUNDS]
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import type { LiveState } from '#lib/gateway/protocol.ts'
import type { Domain } from '#lib/virt/types.ts'

const rounds = Number(process.argv[2] ?? 8)
const stateDir = mkdtempSync(path.join(tmpdir(), 'virtlab-bench-'))
process.env.VIRTLAB_STATE = stateDir
execFileSync(process.execPath, ['scripts/db.mjs', 'deploy'], { stdio: 'pipe' })

const { db } = await import('#lib/db/client.ts')
const { incus } = await import('#lib/incus/client.ts')
const { findOrCreateLab, startLab, deleteLab } = await import('#lib/labs/lab-service.ts')
const { acquireLabHost } = await import('#lib/labs/lab-host.ts')
const { acquireLiveModel, closeLiveModels } = await import('#lib/labs/live/live-models.ts')

const domainXml = `<domain type='qemu'><name>demo</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
  <os><type arch='x86_64' machine='q35'>hvm</type></os>
  <devices><interface type='network'><source network='default'/><model type='virtio'/></interface>
  <graphics type='vnc'><listen type='socket'/></graphics><serial type='pty'/></devices></domain>`

const networkXml = `<network><name>bench</name><uuid>11111111-2222-4333-8444-555555555555</uuid>
  <bridge name='virbr77'/><ip address='10.77.0.1' netmask='255.255.255.0'/></network>`

type Is = (domain: Domain | undefined, state: LiveState) => boolean
type Kind = 'lifecycle' | 'config edit' | 'snapshot' | 'volume' | 'network'
const net = (state: LiveState) => Object.values(state.networks).find(({ name }) => name === 'bench')
const steps: [command: string, kind: Kind, source: 'event' | 'file', is: Is][] = [
  ['define /tmp/demo.xml', 'lifecycle', 'event', (d) => d?.state === 'shutoff'],
  ['autostart demo', 'config edit', 'file', (d) => d?.autostart === true],
  ['setmem demo 48M --config', 'config edit', 'file', (d) => d?.memoryKiB === 49152],
  [
    'vol-create-as default bench.qcow2 1M --format qcow2',
    'volume',
    'file',
    (_, s) => 'default/bench.qcow2' in s.volumes,
  ],
  [
    'attach-disk demo /var/lib/libvirt/images/bench.qcow2 vda --subdriver qcow2 --config',
    'config edit',
    'file',
    (d) => d?.disks.length === 1,
  ],
  ['snapshot-create-as demo s1', 'snapshot', 'file', (d, s) => `${d?.uuid}/s1` in s.snapshots],
  ['snapshot-delete demo s1', 'snapshot', 'file', (d, s) => !(`${d?.uuid}/s1` in s.snapshots)],
  ['detach-disk demo vda --config', 'config edit', 'file', (d) => d?.disks.length === 0],
  ['vol-delete bench.qcow2 default', 'volume', 'file', (_, s) => !('default/bench.qcow2' in s.volumes)],
  ['net-define /tmp/net.xml', 'network', 'event', (_, s) => net(s)?.active === false],
  ['net-start bench', 'network', 'event', (_, s) => net(s)?.active === true],
  ['net-autostart bench', 'network', 'file', (_, s) => net(s)?.autostart === true],
  ['net-destroy bench', 'network', 'event', (_, s) => net(s)?.active === false],
  ['net-undefine bench', 'network', 'event', (_, s) => net(s) === undefined],
  ['start demo', 'lifecycle', 'event', (d) => d?.state === 'running'],
  ['suspend demo', 'lifecycle', 'event', (d) => d?.state === 'paused'],
  ['resume demo', 'lifecycle', 'event', (d) => d?.state === 'running'],
  ['destroy demo', 'lifecycle', 'event', (d) => d?.state === 'shutoff'],
  ['undefine demo', 'lifecycle', 'event', (d) => d === undefined],
]
const times: Record<string, { noticed: number[]; command: number[] }> = {}

await db().user.create({ data: { id: 'bench', name: 'bench', email: 'bench@example.test' } })
const labId = (await findOrCreateLab({ studentId: 'bench', courseId: 'bench' })).id
try {
  await startLab({ labId })
  const hold = await acquireLiveModel(labId)
  const host = await acquireLabHost(labId)
  const now = () => performance.timeOrigin + performance.now()
  const demo = () => Object.values(hold.state.domains).find(({ name }) => name === 'demo')
  const run = async (command: string, input?: string) => {
    const { exitCode, stderr } = await host.run(['sh', '-c', command], { input })
    if (exitCode !== 0) throw new Error(`${command}: ${stderr}`)
    return now()
  }
  await new Promise<void>((resolve) => {
    const stop = hold.subscribe(() => {
      if (!hold.state.host.host) return
      void stop()
      resolve()
    })
  })
  await run('cat > /tmp/demo.xml', domainXml)
  await run('cat > /tmp/net.xml', networkXml)
  // libvirt removes a stopped network's file long before it says so, and answers no question about it in between.
  let eventAt: number | null = null
  ;(await host.libvirt()).onEvent(() => (eventAt ??= now()))
  // The first round starts what is only started once, and is not counted.
  for (let round = 0; round <= rounds; round++) {
    for (const [command, kind, source, is] of steps) {
      const { promise, resolve } = Promise.withResolvers<{ at: number; seenAt: number }>()
      const stop = hold.subscribe((at) => is(demo(), hold.state) && resolve({ at, seenAt: now() }))
      eventAt = null
      const [{ at, seenAt }, endedAt] = await Promise.all([promise, run(`virsh -q ${command}`)])
      await stop()
      if (round === 0) continue
      const key = `${kind}: ${command.split(' ')[0]} (${source})`
      times[key] ??= { noticed: [], command: [] }
      times[key].noticed.push(source === 'event' ? Math.max(0, seenAt - (eventAt ?? seenAt)) : seenAt - at)
      times[key].command.push(Math.max(0, seenAt - endedAt))
    }
  }
  host.release()
  hold.release()
} finally {
  await closeLiveModels()
  await deleteLab({ labId })
  await db().$disconnect()
  incus().close()
  rmSync(stateDir, { recursive: true, force: true })
}

function row(name: string, { noticed, command }: { noticed: number[]; command: number[] }) {
  const at = (values: number[], share: number) =>
    Math.round(values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0)
  return {
    change: name,
    n: noticed.length,
    'noticed → told, median ms': at(noticed, 0.5),
    'p95 ms': at(noticed, 0.95),
    'virsh ended → told, median ms': at(command, 0.5),
    p95: at(command, 0.95),
  }
}

const all = {
  noticed: Object.values(times).flatMap(({ noticed }) => noticed),
  command: Object.values(times).flatMap(({ command }) => command),
}
console.log(`load ${loadavg()[0]?.toFixed(1)}`)
console.table([...Object.entries(times).map(([name, of]) => row(name, of)), row('all', all)])
