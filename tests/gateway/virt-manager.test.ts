import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { clickAt, greetRfb, openRfb, pressKeys } from '#tests/support/rfb.ts'
import { LiveLab } from '#tests/support/live-lab.ts'
import { SocketViewer } from '#tests/support/socket-viewer.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { issueTicket } = await import('#lib/auth/tickets.ts')
const { startSocketSite, signInBrowser } = await import('#tests/support/socket-site.ts')

let sockets: Awaited<ReturnType<typeof startSocketSite>>
let ann: Awaited<ReturnType<typeof signInBrowser>>
let lab: LiveLab

beforeAll(async () => {
  sockets = await startSocketSite()
  ann = await signInBrowser('ann', 'student')
  lab = await LiveLab.start(ann.userId, 'c')
})
afterAll(async () => {
  await lab?.remove()
  await sockets.close()
  await site.remove()
})

function look(query = '&start=1&locale=en'): SocketViewer {
  const { labId } = lab
  const ticket = issueTicket({ ...ann, purpose: 'virt-manager', labId, domain: null })
  return new SocketViewer(sockets.connect(`/ws/virt-manager?ticket=${ticket}${query}`, { cookie: ann.cookie }))
}

/** Tells the server that we listen, and goes through RFB's greeting. */
async function attach(viewer: SocketViewer): Promise<void> {
  expect(await viewer.status('ready')).toEqual({ type: 'ready' })
  viewer.socket.send('listening')
  await greetRfb(viewer)
  await openRfb(viewer)
}

const keys = { control: 0xffe3, q: 0x71 }
/** On the screen of 1024 × 720 that it starts with, in Chinese. */
const places = { firstVm: [80, 160], run: [171, 66] } as const

it('opens for who asks, is shared by two, and goes on without a viewer until it is closed', {
  timeout: 120_000,
}, async () => {
  const off = look('')
  expect(await off.status('off')).toEqual({ type: 'off' })
  expect(await off.closed).toBe(4404)

  const first = look()
  await attach(first)
  expect(first.statuses.map(({ type }) => type)).toEqual(['starting', 'ready'])
  const second = look('')
  await attach(second)
  expect(second.statuses.map(({ type }) => type)).toEqual(['ready'])
  expect(await lab.run('pgrep -c -u student Xtigervnc')).toBe('1\n')
  await second.leave()

  // virt-manager is a client of the same libvirt: as the student, with the rights that the terminal has.
  expect(await lab.run('ps -o user= -C virt-manager || pgrep -u student -f "bin/virt-manager" -l')).toMatch(
    /student|python/,
  )

  // A page that is reloaded finds it as it was.
  await first.leave()
  const again = look('')
  await attach(again)

  // File > Quit, by its key: the page hears why the picture ends.
  pressKeys(again, keys.control, keys.q)
  expect(await again.closed).toBe(4404)
  const gone = look('')
  expect(await gone.status('off')).toEqual({ type: 'off' })
})

it('starts a VM, and the page sees it', { timeout: 120_000 }, async () => {
  await lab.run(`virt-install --name demo --osinfo generic --memory 64 --disk none --network none --import --boot hd \\
    --graphics none --print-xml > /tmp/vm.xml && virsh -q define /tmp/vm.xml`)
  const viewer = look('&start=1&locale=zh')
  await attach(viewer)
  let runs = false
  const seen = lab
    .until(({ domains }) => Object.values(domains).some(({ name, state }) => name === 'demo' && state === 'running'))
    .then(() => {
      runs = true
    })
  // The list is there a little after the window.
  while (!runs) {
    clickAt(viewer, ...places.firstVm)
    clickAt(viewer, ...places.run)
    await Promise.race([seen, lab.run('virsh domstate demo')])
  }
  expect(await lab.run('virsh domstate demo')).toMatch(/^running/)
  await lab.run('virsh -q destroy demo')
  await viewer.leave()
  await lab.run('systemctl stop virt-manager')
})

it('says why it cannot be opened', async () => {
  await lab.run('mv /usr/bin/virt-manager /usr/bin/virt-manager.away')
  expect(await look().status('closed')).toMatchObject({ error: { code: 'virt-manager.not-installed' } })
  await lab.run(
    'printf "#!/bin/sh\\necho it is broken\\nexit 1\\n" >/usr/bin/virt-manager; chmod +x /usr/bin/virt-manager',
  )
  const words = expect.stringContaining('it is broken')
  expect(await look().status('closed')).toMatchObject({
    error: { code: 'virt-manager.not-started', params: { words } },
  })
})
