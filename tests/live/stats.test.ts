import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { singleton } from '#lib/base/singleton.ts'
import type { DomainStats, LiveMessage } from '#lib/gateway/protocol.ts'
import type { StatsRates } from '#lib/labs/live/stats-rates.ts'
import type { SignedInBrowser } from '#tests/support/socket-site.ts'
import { tinyDomain } from '#tests/support/lab-domain.ts'
import type { LiveLab } from '#tests/support/live-lab.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { issueTicket } = await import('#lib/auth/tickets.ts')
const { acquireLiveModel } = await import('#lib/labs/live/live-models.ts')
const { watchStats } = await import('#lib/labs/live/stats.ts')
const { signInBrowser, startSocketSite } = await import('#tests/support/socket-site.ts')
const { LiveLab: Lab } = await import('#tests/support/live-lab.ts')

let ann: SignedInBrowser
let lab: LiveLab
let sockets: Awaited<ReturnType<typeof startSocketSite>>

const disk = `<disk type='file' device='disk'><source file='/var/lib/libvirt/images/s.qcow2'/>
  <driver name='qemu' type='qcow2'/><target dev='vda' bus='virtio'/></disk>`
const nic = `<interface type='network'><source network='default'/><model type='virtio'/></interface>`

beforeAll(async () => {
  ann = await signInBrowser('ann', 'student')
  lab = await Lab.start(ann.userId)
  sockets = await startSocketSite()
  await lab.run('virsh vol-create-as default s.qcow2 8M --format qcow2; cat > /tmp/s.xml; virsh define /tmp/s.xml', {
    input: tinyDomain('demo', { devices: `${disk}${nic}<memballoon model='virtio'/>` }),
  })
})
afterAll(async () => {
  await sockets?.close()
  await lab?.remove()
  await site.remove()
})

const uuid = () => Object.values(lab.state.domains).find(({ name }) => name === 'demo')?.uuid ?? ''
const isWatched = () => singleton('stats-tickers', () => new Map()).has(lab.labId)

/** The first statistics that are as asked. */
async function statsUntil(wanted: (rates: StatsRates) => boolean): Promise<StatsRates> {
  const hold = await acquireLiveModel(lab.labId)
  const { promise, resolve } = Promise.withResolvers<StatsRates>()
  const stop = watchStats(hold, (_at, rates) => wanted(rates) && resolve(rates))
  try {
    return await promise
  } finally {
    await stop()
    hold.release()
  }
}

async function domstats(): Promise<(field: string) => number> {
  const printed = await lab.run('virsh domstats demo')
  const values = new Map(
    [...printed.matchAll(/^ *([\w.-]+)=(.*)$/gm)].map(([, field = '', value = '']) => [field, value]),
  )
  return (field) => Number(values.get(field) ?? Number.NaN)
}

describe('statistics', () => {
  it('[1.1-monitoring] are what virsh domstats prints', async () => {
    // Its CPUs stand still, and its numbers with them.
    await lab.run('virsh start --paused demo')
    const { domains } = await statsUntil((rates) => rates.domains[uuid()]?.cpuPercent != null)
    const of = await domstats()
    const now = domains[uuid()] as DomainStats
    expect(now).toMatchObject({
      vcpus: of('vcpu.current'),
      cpuTimeNs: of('vcpu.0.time'),
      cpuPercent: 0,
      memoryKiB: of('balloon.current'),
      memoryMaxKiB: of('balloon.maximum'),
      guest: null,
      disk: { inBytes: of('block.0.rd.bytes'), outBytes: of('block.0.wr.bytes'), outPerSecond: 0 },
    })
    // From the host's side libvirt already counts as the guest does: rx is what the guest received.
    expect(now.network.inBytes).toBeLessThanOrEqual(of('net.0.rx.bytes'))
    expect(Math.abs((now.rssKiB ?? 0) - of('balloon.rss'))).toBeLessThan(8192)
  })

  it('[1.1-monitoring] of the host are the lab host’s own, within its limits', async () => {
    const { host } = await statsUntil(({ host: now }) => now.cpuPercent !== null)
    const [total, free, cpus] = (await lab.run(`awk '/^MemTotal|^MemFree/ { print $2 }' /proc/meminfo; nproc`)).split(
      '\n',
    )
    expect(host.memoryKiB).toBe(Number(total))
    expect(host.cpus).toBe(Number(cpus))
    expect(host.memoryUsedKiB).toBeLessThan(host.memoryKiB - Number(free) + 65_536)
    expect(host.memoryUsedKiB).toBeGreaterThan(0)
  })

  it('[1.1-monitoring] see a busy VM, and begin anew when it starts anew', async () => {
    await lab.run('virsh resume demo')
    const busy = await statsUntil((rates) => (rates.domains[uuid()]?.cpuPercent ?? 0) > 0)
    expect(busy.domains[uuid()]?.cpuPercent).toBeLessThanOrEqual(100)
    const watching = statsUntil(
      (() => {
        let was = false
        return ({ domains }: StatsRates) => {
          const now = domains[uuid()]
          const restarted = was && now?.cpuPercent === null
          was ||= now?.cpuPercent != null
          return restarted
        }
      })(),
    )
    await statsUntil((rates) => rates.domains[uuid()]?.cpuPercent != null)
    await lab.run('virsh destroy demo && virsh start --paused demo')
    const anew = await watching
    expect(anew.domains[uuid()]?.disk.inPerSecond).toBeNull()
  })

  it('come to a browser while it asks for them, and are read for nobody else', async () => {
    const ticket = issueTicket({
      userId: ann.userId,
      sessionId: ann.sessionId,
      purpose: 'live',
      labId: lab.labId,
      domain: null,
    })
    const socket = sockets.connect(`/ws/live?ticket=${ticket}`, { cookie: ann.cookie })
    const seen: LiveMessage[] = []
    const waiting = new Set<() => void>()
    socket.on('message', (data: Buffer) => {
      seen.push(JSON.parse(data.toString()) as LiveMessage)
      for (const check of waiting) check()
    })
    const until = (type: LiveMessage['type']) =>
      new Promise<void>((resolve) => {
        const check = () => seen.some((message) => message.type === type) && resolve()
        waiting.add(check)
        check()
      })
    await until('snapshot')
    expect(isWatched()).toBe(false)
    socket.send('not JSON')
    socket.send(JSON.stringify({ type: 'watch', stats: 'yes' }))
    socket.send(JSON.stringify({ type: 'watch', stats: true }))
    await until('stats')
    expect(isWatched()).toBe(true)
    socket.send(JSON.stringify({ type: 'watch', stats: false }))
    await vi.waitUntil(() => !isWatched())
    socket.send(JSON.stringify({ type: 'watch', stats: true }))
    await vi.waitUntil(() => isWatched())
    socket.close()
    await vi.waitUntil(() => !isWatched())
  })
})
