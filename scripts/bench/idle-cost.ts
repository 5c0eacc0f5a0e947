/**
 * What a lab costs the site while nothing happens in it: one lab host with VMS VMs defined and one page open on it (its live
 * socket, the browser in a process of its own), as CPU time of the site's process over SECONDS, in % of one core. Then with
 * the statistics looked at while no VM runs, and while one does.
 * node scripts/bench/idle-cost.ts [VMS] [SECONDS]
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const vms = Number(process.argv[2] ?? 20)
const seconds = Number(process.argv[3] ?? 60)
const stateDir = mkdtempSync(path.join(tmpdir(), 'virtlab-bench-'))
process.env.VIRTLAB_STATE = stateDir
execFileSync(process.execPath, ['scripts/db.mjs', 'deploy'], { stdio: 'pipe' })

const { db } = await import('#lib/db/client.ts')
const { incus } = await import('#lib/incus/client.ts')
const { findOrCreateLab, startLab, deleteLab } = await import('#lib/labs/lab-service.ts')
const { acquireLabHost, closeLabHosts } = await import('#lib/labs/lab-host.ts')
const { closeLiveModels } = await import('#lib/labs/live/live-models.ts')
const { issueTicket } = await import('#lib/auth/tickets.ts')
const { signInBrowser, startSocketSite } = await import('#tests/support/socket-site.ts')

/** The page: connects, says what it is told to on its standard input, and counts what comes. */
const browser = `
  import WebSocket from 'ws'
  const [url, cookie, origin] = process.argv.slice(1)
  const socket = new WebSocket(url, { headers: { cookie, origin } })
  let bytes = 0
  socket.on('message', (data) => { if (bytes === 0) console.log('open'); bytes += data.length })
  process.stdin.on('data', (line) => socket.send(String(line)))
`

const ann = await signInBrowser('ann', 'student')
const labId = (await findOrCreateLab({ studentId: ann.userId, courseId: 'bench' })).id
const site = await startSocketSite()
try {
  await startLab({ labId })
  const host = await acquireLabHost(labId)
  const define = Array.from(
    { length: vms },
    (_, i) => `sed s/NAME/vm-${i}/ /tmp/vm.xml > /tmp/v && virsh -q define /tmp/v`,
  )
  const { exitCode, stderr } = await host.run(['sh', '-ec', `cat > /tmp/vm.xml; ${define.join('; ')}`], {
    input: `<domain type='qemu'><name>NAME</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
      <os><type arch='x86_64' machine='pc'>hvm</type></os>
      <devices><interface type='network'><source network='default'/></interface><serial type='pty'/></devices></domain>`,
  })
  if (exitCode !== 0) throw new Error(stderr)
  const ticket = issueTicket({ userId: ann.userId, sessionId: ann.sessionId, purpose: 'live', labId, domain: null })
  const { url, origin } = site.addressOf(`/ws/live?ticket=${ticket}`)
  const page = spawn(process.execPath, ['--input-type=module', '-e', browser, url, ann.cookie, origin], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => page.stdout.once('data', resolve))
  const watch = (stats: boolean) => page.stdin.write(JSON.stringify({ type: 'watch', stats }))
  const rows: Record<string, string | number>[] = []
  const measure = async (what: string) => {
    // What was just changed comes to rest first.
    await delay(5_000)
    const [cpu, at] = [process.cpuUsage(), performance.now()]
    await delay(seconds * 1000)
    const { user, system } = process.cpuUsage(cpu)
    const percent = (user + system) / 10 / (performance.now() - at)
    rows.push({ what, 'CPU, % of a core': Number(percent.toFixed(2)), load: (loadavg()[0] ?? 0).toFixed(1) })
  }
  await measure(`${vms} VMs defined, page open`)
  watch(true)
  await measure('statistics looked at, no VM runs')
  await host.run(['virsh', '-q', 'start', '--paused', 'vm-0'])
  await measure('statistics looked at, one VM runs')
  watch(false)
  await measure('one VM runs, nobody looks')
  console.table(rows)
  page.kill()
  host.release()
} finally {
  await site.close()
  await closeLiveModels()
  await closeLabHosts()
  await deleteLab({ labId })
  await db().$disconnect()
  incus().close()
  rmSync(stateDir, { recursive: true, force: true })
}
