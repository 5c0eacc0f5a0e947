import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { LabHost } from '#lib/labs/lab-host.ts'
import { SocketViewer } from '#tests/support/socket-viewer.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { issueTicket } = await import('#lib/auth/tickets.ts')
const { acquireLabHost, closeLabHosts } = await import('#lib/labs/lab-host.ts')
const { findOrCreateLab, startLab } = await import('#lib/labs/lab-service.ts')
const { startSocketSite, signInBrowser } = await import('#tests/support/socket-site.ts')

let sockets: Awaited<ReturnType<typeof startSocketSite>>
let ann: Awaited<ReturnType<typeof signInBrowser>>
let host: LabHost
let labId: string
let domain: string

beforeAll(async () => {
  sockets = await startSocketSite()
  ann = await signInBrowser('ann', 'student')
  labId = (await findOrCreateLab({ studentId: ann.userId, courseId: 'c' })).id
  await startLab({ labId })
  host = await acquireLabHost(labId)
  await run('virsh -q vol-clone --pool default tinyvm-1.0-x86_64.qcow2 talks.qcow2')
  await run(
    'virt-install --name talks --memory 192 --vcpus 1 --osinfo tinyvm1.0 --import --disk vol=default/talks.qcow2 --graphics none --noautoconsole',
  )
  domain = (await run('virsh domuuid talks')).trim()
})
afterAll(async () => {
  host?.release()
  await sockets.close()
  await closeLabHosts()
  await site.remove()
})
beforeEach(() => run('[ "$(virsh domstate talks)" = running ] || virsh start talks'))

async function run(line: string): Promise<string> {
  const { exitCode, stdout, stderr } = await host.run(['sh', '-c', line], { timeoutMs: 100_000 })
  if (exitCode !== 0) throw new Error(`${line}: ${stderr || stdout}`)
  return stdout
}

function openSerial({ force = false } = {}): SocketViewer {
  const ticket = issueTicket({ userId: ann.userId, sessionId: ann.sessionId, purpose: 'serial', labId, domain })
  return new SocketViewer(
    sockets.connect(`/ws/serial?ticket=${ticket}${force ? '&force=1' : ''}`, { cookie: ann.cookie }),
  )
}

/** Presses Enter until getty asks: what it printed before we came went nowhere. */
async function untilLogin(viewer: SocketViewer): Promise<void> {
  await viewer.status('ready')
  let asked = false
  const seen = viewer.seen('login:').then(() => {
    asked = true
  })
  while (!asked) {
    viewer.send('\r')
    await Promise.race([seen, run('virsh domstate talks')])
  }
}

async function logIn(viewer: SocketViewer): Promise<void> {
  viewer.send('root\r')
  await viewer.seen('Password')
  viewer.send('tinyvm\r')
  // login throws away what is typed before its shell is there.
  await viewer.seen('~#')
}

/** virsh console as a student has it in the terminal; script gives it the terminal that it wants. */
async function holdConsole(...options: string[]) {
  const holder = await host.duplex(['script', '-qec', ['virsh console', ...options, 'talks'].join(' '), '/dev/null'])
  let printed = ''
  const held = new Promise<void>((resolve) => {
    holder.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.includes('Escape character')) resolve()
    })
  })
  const ended = new Promise<void>((resolve) => {
    holder.once('end', resolve)
    holder.once('close', resolve)
  })
  // How virsh ends when its console is taken is its own affair.
  holder.on('error', () => {})
  await held
  /** Ctrl+], as the student leaves it. */
  const leave = () => void holder.write('\x1d')
  return { ended, leave }
}

it('[5.4-serial] carries bytes both ways; two viewers share it, and one who comes back sees what was before', async () => {
  const first = openSerial()
  await untilLogin(first)
  const second = openSerial()
  await second.status('ready')
  await second.seen('login:')
  await logIn(second)
  first.send('echo sum=$((40+2))\r')
  await Promise.all([first.seen('sum=42'), second.seen('sum=42')])
  await first.leave()
  second.send('echo still=$((1+1))\r')
  await second.seen('still=2')
  const third = openSerial()
  await third.seen('still=2')
  // The next test finds getty, not this shell.
  third.forget()
  third.send('exit\r')
  await third.seen('login:')
  await Promise.all([third.leave(), second.leave()])
})

it('[5.4-serial] says that another holds it, and takes it when told to', async () => {
  const holder = await holdConsole()
  const refused = openSerial()
  expect(await refused.status('busy')).toEqual({ type: 'busy' })
  expect(await refused.closed).toBe(1000)

  const taker = openSerial({ force: true })
  await untilLogin(taker)
  await holder.ended

  // And back again: the page says why its console went.
  const again = await holdConsole('--force')
  expect(await taker.status('busy')).toEqual({ type: 'busy' })
  again.leave()
  await again.ended
})

it('[5.4-serial] ends with the VM, and is there again after the next start', async () => {
  const viewer = openSerial()
  await viewer.status('ready')
  await run('virsh destroy talks')
  expect(await viewer.status('closed')).toEqual({ type: 'closed', reason: 'domain-stopped' })
  const off = openSerial()
  expect(await off.status('closed')).toEqual({ type: 'closed', reason: 'domain-stopped' })
  expect(await off.closed).toBe(4404)
  await run('virsh start talks')
  const next = openSerial()
  await untilLogin(next)
  await next.leave()
})

it('takes a guest that says much, and a viewer who is gone in the middle', async () => {
  const viewer = openSerial()
  await untilLogin(viewer)
  await logIn(viewer)
  viewer.send('dd if=/dev/zero bs=1k count=256 2>/dev/null | tr "\\0" x; echo end=$((1+1))\r')
  await viewer.until(() => viewer.text.includes('xxxxxxxx'))
  viewer.socket.terminate()
  const back = openSerial()
  await back.seen('end=2')
  expect(back.text.length).toBeGreaterThan(1024)
  await back.leave()
})
