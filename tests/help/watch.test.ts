import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { LabHost } from '#lib/labs/lab-host.ts'
import { tinyDomain } from '#tests/support/lab-domain.ts'
import { clickAt, greetRfb, openRfb, pressKeys } from '#tests/support/rfb.ts'
import { SocketViewer } from '#tests/support/socket-viewer.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { readAudit } = await import('#lib/audit/audit-log.ts')
const { issueTicket } = await import('#lib/auth/tickets.ts')
const { db } = await import('#lib/db/client.ts')
const { usingPurposes } = await import('#lib/gateway/protocol.ts')
const { handBackLab, takeOverLab } = await import('#lib/help/take-over.ts')
const { readWallPicture } = await import('#lib/help/wall-picture.ts')
const { readHelp } = await import('#lib/labs/help-board.ts')
const { acquireLabHost, closeLabHosts } = await import('#lib/labs/lab-host.ts')
const { findOrCreateLab, startLab } = await import('#lib/labs/lab-service.ts')
const { performOperation } = await import('#lib/labs/operations/perform-operation.ts')
const { startSocketSite, signInBrowser, upgradeStatus } = await import('#tests/support/socket-site.ts')

type Browser = Awaited<ReturnType<typeof signInBrowser>>

let sockets: Awaited<ReturnType<typeof startSocketSite>>
let ann: Browser
let teacher: Browser
let assistant: Browser
let stranger: Browser
let host: LabHost
let labId: string
let vm: string

beforeAll(async () => {
  sockets = await startSocketSite()
  ann = await signInBrowser('ann', 'student')
  teacher = await signInBrowser('teacher', 'instructor')
  assistant = await signInBrowser('assistant', 'student')
  stranger = await signInBrowser('stranger', 'instructor')
  const members = [
    { userId: ann.userId, role: 'student' },
    { userId: teacher.userId, role: 'instructor' },
    { userId: assistant.userId, role: 'assistant' },
  ]
  await db().class.create({ data: { id: 'one', name: 'one', members: { create: members } } })
  labId = (await findOrCreateLab({ studentId: ann.userId, courseId: 'c' })).id
  await startLab({ labId })
  host = await acquireLabHost(labId)
  const devices = `<graphics type='vnc'><listen type='socket'/></graphics><video><model type='vga'/></video>`
  await run('cat >/tmp/vm.xml && virsh -q define /tmp/vm.xml && virsh -q start web', tinyDomain('web', { devices }))
  vm = (await run('virsh domuuid web')).trim()
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

const actor = ({ userId }: Browser, name: string): Actor => ({ userId, name, role: 'student', locale: 'en' })

function connect(browser: Browser, purpose: string, query = '') {
  const ticket = issueTicket({ ...browser, purpose, labId, domain: vm })
  return sockets.connect(`/ws/${purpose}?ticket=${ticket}${query}`, { cookie: browser.cookie })
}
const open = (browser: Browser, purpose: string, query = '') => new SocketViewer(connect(browser, purpose, query))

/** Those of the log that are of this action, the first one last. */
const audited = async (action: string) => (await readAudit(ann.userId)).filter((entry) => entry.action === action)

const windowSize = () =>
  run(`runuser -u student -- tmux display-message -p -t virtlab '#{window_width}x#{window_height}'`)

describe('a terminal that staff look at', () => {
  it('waits for the student, is as large as theirs, and takes no key', async () => {
    const watcher = open(teacher, 'watch-terminal')
    expect(await watcher.status('none')).toEqual({ type: 'none' })
    const student = open(ann, 'terminal', '&cols=100&rows=30')
    await student.seen('$ ')
    expect(await watcher.status('size')).toEqual({ type: 'size', cols: 100, rows: 30 })
    student.send('echo from-$((40+2))\r')
    await watcher.seen('from-42')

    watcher.send('echo evil-$((6*7))\r')
    watcher.send('\x02d')
    watcher.socket.send(JSON.stringify({ type: 'resize', cols: 20, rows: 5 }))
    student.send('echo after-$((1+1))\r')
    await watcher.seen('after-2')
    expect(student.text).not.toContain('evil')
    expect(await windowSize()).toBe('100x30\n')

    student.socket.send(JSON.stringify({ type: 'resize', cols: 70, rows: 20 }))
    await watcher.until(() => watcher.statuses.some(({ cols }) => cols === 70))
    expect(await windowSize()).toBe('70x20\n')
    await student.leave()
    // Alone with it, too.
    watcher.socket.send(JSON.stringify({ type: 'resize', cols: 20, rows: 5 }))
    const second = open(assistant, 'watch-terminal')
    expect(await second.status('size')).toEqual({ type: 'size', cols: 70, rows: 20 })
    await second.leave()
    await watcher.leave()
  })

  it('is in the audit log once per sitting, with its end, and told to the student meanwhile', async () => {
    await expect
      .poll(() => audited('watch').then((all) => all.every(({ endedAt }) => endedAt !== null)), { timeout: 30_000 })
      .toBe(true)
    expect(await audited('watch')).toHaveLength(2)
    const first = open(teacher, 'live')
    await first.until(() => first.statuses.length > 0)
    const watcher = open(teacher, 'watch-terminal')
    await watcher.status('ready')
    expect(readHelp(labId).watchers).toMatchObject([{ name: 'teacher', kinds: ['live', 'watch-terminal'] }])
    await watcher.leave()
    // A short reconnect is the same sitting.
    const again = open(teacher, 'watch-terminal')
    await again.status('ready')
    const [entry, ...others] = await audited('watch')
    expect(others).toHaveLength(2)
    expect(entry).toMatchObject({ actorName: 'teacher', params: { what: 'live watch-terminal' }, endedAt: null })
    await Promise.all([again.leave(), first.leave()])
    await expect
      .poll(() => audited('watch').then(([last]) => last?.endedAt), { timeout: 30_000 })
      .toEqual(expect.any(Number))
    expect(readHelp(labId).watchers).toEqual([])
  })
})

/** What QEMU's input devices got since it was asked, in its own words. */
const inputEvents = async () => (await run('grep -c input_event_ /var/log/libvirt/qemu/web.log || true')).trim()

it('a screen that staff look at is seen, and takes neither key nor pointer', async () => {
  await run(`virsh -q qemu-monitor-command web --hmp 'trace-event input_event_* on'`)
  const watcher = open(teacher, 'watch-screen')
  await greetRfb(watcher)
  expect((await openRfb(watcher)).width).toBeGreaterThan(0)
  pressKeys(watcher, 0x61, 0xff0d)
  clickAt(watcher, 100, 100)
  watcher.forget()
  watcher.send(Uint8Array.from([3, 0, 0, 0, 0, 0, 0, 16, 0, 16]))
  // It answers what was asked after the keys: they have been dropped by then.
  await watcher.until(() => watcher.bytes.length > 0)
  expect(await inputEvents()).toBe('0')
  // The same keys of the student get there: the count would show them.
  const student = open(ann, 'screen')
  await greetRfb(student)
  await openRfb(student)
  pressKeys(student, 0x61)
  await expect.poll(inputEvents, { timeout: 30_000 }).not.toBe('0')
  await Promise.all([student.leave(), watcher.leave()])
})

it('a small picture for the wall is a JPEG, and in the audit log once', async () => {
  const [one, two] = await Promise.all([1, 2].map(() => readWallPicture(actor(assistant, 'assistant'), { labId })))
  expect(one).toMatchObject({ name: 'web' })
  expect(two?.jpeg).toEqual(one?.jpeg)
  expect(one?.jpeg.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
  const seen = (await audited('watch')).filter(({ params }) => String(params.what).includes('picture'))
  expect(seen).toMatchObject([{ actorName: 'assistant' }])
})

describe('a take-over', () => {
  const operation = (browser: Browser) =>
    performOperation(actor(browser, 'teacher'), {
      labId,
      operation: 'vm-autostart',
      jobId: crypto.randomUUID(),
      input: { vm: 'web', autostart: true },
    })
  const statusOf = (browser: Browser, purpose: string) => upgradeStatus(connect(browser, purpose))

  it('is what staff need for every socket and operation that changes something', async () => {
    for (const purpose of usingPurposes) expect(await statusOf(teacher, purpose), purpose).toBe(403)
    await expect(operation(teacher)).rejects.toMatchObject({ code: 'help.not-taken-over' })
    expect(await audited('operation')).toEqual([])
    for (const purpose of ['live', 'watch-terminal', 'watch-screen'])
      expect(await statusOf(teacher, purpose), purpose).toBe(101)
  })

  it('is had by one of the staff at a time, and by nobody else', async () => {
    await expect(takeOverLab(actor(stranger, 's'), { labId })).rejects.toMatchObject({ code: 'access.forbidden' })
    const page = open(teacher, 'live')
    await page.until(() => page.statuses.length > 0)
    await takeOverLab(actor(teacher, 'teacher'), { labId })
    await expect(takeOverLab(actor(assistant, 'a'), { labId })).rejects.toMatchObject({ code: 'help.held' })
    for (const purpose of usingPurposes) {
      expect(await statusOf(teacher, purpose), purpose).toBe(101)
      expect(await statusOf(assistant, purpose), purpose).toBe(403)
      expect(await statusOf(stranger, purpose), purpose).toBe(403)
    }
    // Each way in is in the log, by the sitting that it belongs to.
    const [sitting] = (await audited('watch')).filter(({ actorName }) => actorName === 'teacher')
    expect(String(sitting?.params.what).split(' ')).toEqual(expect.arrayContaining([...usingPurposes, 'live']))
    await operation(teacher)
    expect(await run('virsh dominfo web | grep Autostart')).toContain('enable')
    expect(await audited('operation')).toMatchObject([
      { actorName: 'teacher', params: { operation: 'vm-autostart', command: 'virsh autostart web' } },
    ])
    const [told] = await db().historyEntry.findMany({ where: { labId, summary: 'vm-autostart' } })
    expect(told?.by).toBe('teacher')
    await expect(handBackLab(actor(stranger, 's'), { labId })).rejects.toMatchObject({ code: 'access.forbidden' })
    await page.leave()
  })

  it("types in the student's shell, and not a key after the student has ended it", async () => {
    const student = open(ann, 'terminal', '&cols=90&rows=25')
    await student.seen('$ ')
    const page = open(teacher, 'live')
    await page.until(() => page.statuses.length > 0)
    await takeOverLab(actor(teacher, 'teacher'), { labId })
    const helper = open(teacher, 'terminal')
    expect(await helper.status('size')).toEqual({ type: 'size', cols: 90, rows: 25 })
    await helper.status('ready')
    helper.send('echo helped-$((6*7))\r')
    await student.seen('helped-42')
    expect(await windowSize()).toBe('90x25\n')

    await handBackLab(actor(ann, 'ann'), { labId })
    helper.send('echo evil-$((6*7))\r')
    expect(await helper.closed).toBe(4403)
    student.send('echo mine-$((6*7))\r')
    await student.seen('mine-42')
    expect(student.text).not.toContain('evil')
    expect(await audited('take-over')).toMatchObject([{ actorName: 'teacher', endedBy: 'ann' }])
    await Promise.all([student.leave(), page.leave()])
  })

  it('outlives a short reconnect, and ends with the page of who helps', async () => {
    const page = open(teacher, 'live')
    await page.until(() => page.statuses.length > 0)
    await takeOverLab(actor(teacher, 'teacher'), { labId })
    await page.leave()
    const back = open(teacher, 'live')
    await back.until(() => back.statuses.length > 0)
    expect(readHelp(labId).takeOver).toMatchObject({ name: 'teacher' })
    await back.leave()
    await expect.poll(() => readHelp(labId).takeOver, { timeout: 30_000 }).toBe(null)
    expect((await audited('take-over'))[0]).toMatchObject({ endedBy: null, endedAt: expect.any(Number) })
  })
})
