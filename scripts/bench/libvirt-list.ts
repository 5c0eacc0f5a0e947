/**
 * What a domain list costs the server: libvirt's RPC against one `virsh list --all` per call, in the same run.
 * node scripts/bench/libvirt-list.ts [INSTANCE] [DOMAINS] [CALLS]; without INSTANCE a lab host is made and removed.
 */
import { incus } from '#lib/incus/client.ts'
import { openLibvirt } from '#lib/virt/connect.ts'
import { defineDomain, listDomains, readDomains, undefineDomain } from '#lib/virt/domain.ts'
import { startTestInstance } from '#lib/incus/test-instance.ts'

const [given, domainsArg = '20', callsArg = '200'] = process.argv.slice(2)
const domains = Number(domainsArg)
const calls = Number(callsArg)

function summary(name: string, times: number[]): Record<string, string | number> {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2)
  return { way: name, calls: times.length, 'median ms': at(0.5), 'p95 ms': at(0.95) }
}

async function measure(count: number, action: () => Promise<unknown>): Promise<number[]> {
  await action()
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const start = performance.now()
    await action()
    times.push(performance.now() - start)
  }
  return times
}

const made = given ? null : await startTestInstance()
const instance = given ?? made?.name ?? ''
try {
  await incus().run(instance, ['systemctl', 'is-system-running', '--wait'])
  const lv = await openLibvirt({
    open: (signal) => incus().duplex(instance, ['socat', '-', 'UNIX-CONNECT:/run/libvirt/libvirt-sock'], { signal }),
  })
  const network = `<interface type='network'><source network='default'/></interface>`
  const xml = (i: number) =>
    `<domain type='qemu'><name>bench-${i}</name><memory unit='MiB'>64</memory><os><type arch='x86_64'>hvm</type></os>` +
    `<devices>${network}<serial type='pty'/><graphics type='vnc'/></devices></domain>`
  const defined = []
  for (let i = 0; i < domains; i++) defined.push(await defineDomain(lv, { xml: xml(i) }))
  const list = ['virsh', '--quiet', 'list', '--all']
  const loop = `for i in $(seq ${Math.min(calls, 50)}); do s=$(date +%s%N); ${list.join(' ')} >/dev/null; e=$(date +%s%N); echo $((e - s)); done`
  const virsh = (await incus().run(instance, ['sh', '-c', loop])).stdout
    .trim()
    .split('\n')
    .map((ns) => Number(ns) / 1e6)
  console.log(`${domains} domains`)
  console.table([
    summary('listDomains over RPC', await measure(calls, () => listDomains(lv))),
    summary('readDomains over RPC (everything)', await measure(Math.min(calls, 100), () => readDomains(lv))),
    summary('virsh list --all, in the lab', virsh),
    summary('virsh list --all, through Incus', await measure(Math.min(calls, 30), () => incus().run(instance, list))),
  ])
  for (const domain of defined) await undefineDomain(lv, domain)
  await lv.close()
} finally {
  await made?.remove()
  incus().close()
}
