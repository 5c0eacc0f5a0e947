import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { LabHost } from '#lib/labs/lab-host.ts'
import { tinyDomain } from '#tests/support/lab-domain.ts'
import { greetRfb, openRfb, rfbSecurity } from '#tests/support/rfb.ts'
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

beforeAll(async () => {
  sockets = await startSocketSite()
  ann = await signInBrowser('ann', 'student')
  labId = (await findOrCreateLab({ studentId: ann.userId, courseId: 'c' })).id
  await startLab({ labId })
  host = await acquireLabHost(labId)
})
afterAll(async () => {
  host?.release()
  await sockets.close()
  await closeLabHosts()
  await site.remove()
})

async function run(line: string, input?: string): Promise<string> {
  const { exitCode, stdout, stderr } = await host.run(['sh', '-c', line], {
    timeoutMs: 100_000,
    ...(input ? { input } : {}),
  })
  if (exitCode !== 0) throw new Error(`${line}: ${stderr || stdout}`)
  return stdout
}

/** Defines and starts a VM; its uuid. */
async function startVm(name: string, graphics: string): Promise<string> {
  await run('cat >/tmp/vm.xml && virsh -q define /tmp/vm.xml', tinyDomain(name, { devices: graphics }))
  await run(`virsh -q start ${name}`)
  return (await run(`virsh domuuid ${name}`)).trim()
}

function openScreen(domain: string): SocketViewer {
  const ticket = issueTicket({ userId: ann.userId, sessionId: ann.sessionId, purpose: 'screen', labId, domain })
  return new SocketViewer(sockets.connect(`/ws/screen?ticket=${ticket}`, { cookie: ann.cookie }))
}

describe.each([
  ['UNIX socket', `<graphics type='vnc'><listen type='socket'/></graphics>`],
  [
    'port of 127.0.0.1',
    `<graphics type='vnc' port='-1' autoport='yes'><listen type='address' address='127.0.0.1'/></graphics>`,
  ],
  [
    'port of every address',
    `<graphics type='vnc' port='5999' autoport='no'><listen type='address' address='0.0.0.0'/></graphics>`,
  ],
])('a VM that shows its screen on a %s', (where, graphics) => {
  const name = `vm-${where.replaceAll(/\W+/g, '-')}`

  it('is seen, by two at once, again after a restart, and no more when it is off', async () => {
    const uuid = await startVm(name, `${graphics}<video><model type='vga'/></video>`)
    const viewer = openScreen(uuid)
    expect(await greetRfb(viewer)).toEqual([rfbSecurity.none])
    const { width, height } = await openRfb(viewer)
    expect(width).toBeGreaterThanOrEqual(640)
    expect(height).toBeGreaterThanOrEqual(400)
    const other = openScreen(uuid)
    expect(await greetRfb(other)).toEqual([rfbSecurity.none])
    await other.leave()

    await run(`virsh -q destroy ${name}`)
    expect(await viewer.closed).toBe(1000)
    expect(await openScreen(uuid).closed).toBe(4404)

    await run(`virsh -q start ${name}`)
    const next = openScreen(uuid)
    expect(await greetRfb(next)).toEqual([rfbSecurity.none])
    await next.leave()
    await run(`virsh -q destroy ${name}`)
  })
})

it('asks for the password that the XML sets', async () => {
  const uuid = await startVm('secret', `<graphics type='vnc' passwd='tinyvm'><listen type='socket'/></graphics>`)
  const viewer = openScreen(uuid)
  expect(await greetRfb(viewer)).toEqual([rfbSecurity.password])
  viewer.forget()
  viewer.send(Uint8Array.of(rfbSecurity.password))
  await viewer.until(() => viewer.bytes.length >= 16)
  viewer.forget()
  viewer.send(Buffer.alloc(16))
  await viewer.until(() => viewer.bytes.length >= 4)
  expect(viewer.bytes.readUInt32BE(0)).toBe(1)
  await viewer.closed
})

it('says why there is nothing to see', async () => {
  const uuid = await startVm('blind', '')
  const viewer = openScreen(uuid)
  expect(await viewer.status('closed')).toMatchObject({ reason: 'error', error: { code: 'console.no-vnc' } })
  expect(await openScreen('00000000-0000-4000-8000-000000000000').closed).toBe(4404)
})
