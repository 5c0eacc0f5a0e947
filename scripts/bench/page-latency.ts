/**
 * How soon a change made by virsh is to be seen: from libvirt's event, as `virsh event --timestamp` in the lab host prints
 * it, to the row of the manager page that shows it, in a real browser, with VMS VMs defined. Then what the site's process
 * and the browser's cost with that page open while nothing happens. Needs a build (`npm run build`) and the lab image.
 * node scripts/bench/page-latency.ts [ROUNDS] [VMS] [IDLE SECONDS]
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { chromium, type Page } from 'playwright'
import { deleteLab, inLab, makeStudent, signInAs } from '#tests/e2e/student.ts'
import { OwnSite } from '#tests/support/own-site.ts'

const rounds = Number(process.argv[2] ?? 10)
const vms = Number(process.argv[3] ?? 20)
const idleSeconds = Number(process.argv[4] ?? 30)
/** The changes of one round; libvirt's last event of each, and the word of the row after it. */
const steps = [
  ['start --paused vm-7', 'Suspended', '已暂停'],
  ['resume vm-7', 'Resumed', '运行中'],
  ['suspend vm-7', 'Suspended', '已暂停'],
  ['destroy vm-7', 'Stopped', '已关闭'],
] as const
const domain = `<domain type='qemu'><name>NAME</name><memory unit='MiB'>64</memory><vcpu>1</vcpu>
  <os><type arch='x86_64' machine='pc'>hvm</type></os><devices><serial type='pty'/></devices></domain>`

const site = await OwnSite.create()
await site.start()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-3d-apis', '--disable-background-networking', '--no-first-run'],
})
const student = await makeStudent(site.state)
try {
  const page = await browser.newPage({ baseURL: site.origin })
  await signInAs(page, student)
  await page.goto('/zh/lab')
  await page.getByTestId('lab-chip').getByText('运行中').waitFor({ timeout: 60_000 })
  const define = Array.from(
    { length: vms },
    (_, i) => `sed s/NAME/vm-${i}/ /tmp/vm.xml >/tmp/v && virsh -q define /tmp/v`,
  )
  await inLab(student, 'sh', '-ec', `cat >/tmp/vm.xml <<'XML'\n${domain}\nXML\n${define.join('\n')}`)
  await page.getByTestId('vm-vm-7').waitFor()

  const watch = ['stdbuf', '-oL', 'virsh', 'event', '--loop', '--timestamp', '--event', 'lifecycle']
  const events = spawn('incus', ['exec', student.instance, '--', ...watch], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: events.stdout })[Symbol.asyncIterator]()
  // It prints only once it is registered: a first change shows that it is.
  const registered = lines.next()
  while ((await Promise.race([registered, delay(300)])) === undefined) {
    await inLab(student, 'virsh', '-q', 'start', '--paused', 'vm-0').catch(() => {})
    await inLab(student, 'virsh', '-q', 'destroy', 'vm-0').catch(() => {})
  }
  const eventOf = async (event: string): Promise<number> => {
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw new Error('virsh event has ended')
      const [stamp, text] = [String(value).slice(0, 28), String(value).slice(28)]
      if (text.includes(`'vm-7': ${event}`)) return Date.parse(stamp.replace(' ', 'T').replace('+0000', 'Z'))
    }
  }
  const times: number[] = []
  for (let round = 0; round <= rounds; round++) {
    for (const [command, event, word] of steps) {
      const seen = await seenIn(page, word)
      await inLab(student, 'virsh', '-q', ...command.split(' '))
      const [at, shownAt] = [await eventOf(event), await seen()]
      if (round > 0) times.push(shownAt - at)
    }
  }
  events.kill()
  const sorted = times.toSorted((a, b) => a - b)
  const share = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
  console.log(
    `libvirt's event to the page, ${vms} VMs, ${sorted.length} changes: median ${share(0.5)} ms, p95 ${share(0.95)} ms, ` +
      `longest ${sorted.at(-1)} ms (load ${loadavg()[0]?.toFixed(1)})`,
  )

  // What was just changed comes to rest first.
  await delay(5000)
  const processes = childrenOf(process.pid)
  const [before, from] = [cpuMs(processes), performance.now()]
  await delay(idleSeconds * 1000)
  const percent = ((cpuMs(processes) - before) / (performance.now() - from)) * 100
  console.log(`site and browser while nothing happens: ${percent.toFixed(1)} % of a core over ${idleSeconds} s`)
} finally {
  await browser.close()
  await site.remove()
  await deleteLab(student)
}

/** Begins to watch the row for the word; then when it was there, in ms since 1970. */
async function seenIn(page: Page, word: string): Promise<() => Promise<number>> {
  const handle = await page.evaluateHandle((text) => {
    const list = document.querySelector('[data-testid=vm-list]') as Element
    const seenAt = new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!list.querySelector('[data-testid=vm-vm-7]')?.textContent?.includes(text)) return
        observer.disconnect()
        resolve(Date.now())
      })
      observer.observe(list, { subtree: true, childList: true, characterData: true })
    })
    return { seenAt }
  }, word)
  return () => handle.evaluate(({ seenAt }) => seenAt)
}

/** All processes that this one started, and those that they did. */
function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number)
  return children.flatMap((child) => [child, ...childrenOf(child)])
}

/** User and system time; the kernel counts in hundredths of a second. */
function cpuMs(pids: number[]): number {
  const ticks = pids.map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return Number(fields[11]) + Number(fields[12])
  })
  return ticks.reduce((sum, tick) => sum + tick, 0) * 10
}
