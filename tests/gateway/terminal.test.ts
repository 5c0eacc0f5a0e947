import { afterAll, beforeAll, it, vi } from 'vitest'
import type WebSocket from 'ws'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { issueTicket } = await import('#lib/auth/tickets.ts')
const { findOrCreateLab, startLab } = await import('#lib/labs/lab-service.ts')
const { startSocketSite, signInBrowser } = await import('#tests/support/socket-site.ts')

let sockets: Awaited<ReturnType<typeof startSocketSite>>
let ann: Awaited<ReturnType<typeof signInBrowser>>
let labId: string

beforeAll(async () => {
  sockets = await startSocketSite()
  ann = await signInBrowser('ann', 'student')
  labId = (await findOrCreateLab({ studentId: ann.userId, courseId: 'c' })).id
  await startLab({ labId })
})
afterAll(async () => {
  await sockets.close()
  await site.remove()
})

/** A shell in the browser's stead. */
function openShell() {
  const ticket = issueTicket({ userId: ann.userId, sessionId: ann.sessionId, purpose: 'terminal', labId, domain: null })
  const socket: WebSocket = sockets.connect(`/ws/terminal?ticket=${ticket}&cols=90&rows=30`, { cookie: ann.cookie })
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  const waiting = new Set<() => void>()
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary) text += `\n[${data.toString()}]\n`
    else {
      bytes += data.length
      text = (text + decoder.decode(data, { stream: true })).slice(-200_000)
    }
    for (const check of [...waiting]) check()
  })
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!condition()) return
        waiting.delete(check)
        resolve()
      }
      waiting.add(check)
      check()
    })
  return {
    socket,
    get text() {
      return text
    },
    get bytes() {
      return bytes
    },
    type: (line: string) => socket.send(Buffer.from(line)),
    control: (message: unknown) => socket.send(JSON.stringify(message)),
    until,
    seen: (wanted: string) => until(() => text.includes(wanted)),
    forget: () => void (text = ''),
    async leave() {
      const closed = new Promise((resolve) => socket.once('close', resolve))
      socket.terminate()
      await closed
    },
  }
}

it('is a login shell of the student, with libvirt at hand, Chinese text and the size of the window', async () => {
  const shell = openShell()
  await shell.seen('"type":"ready"')
  await shell.seen('$ ')
  shell.type('echo user=$(id -un) groups=$(id -nG)=; printf "%s\\n" 虚拟机-$((6*7))\r')
  await shell.seen('user=student')
  await shell.seen('libvirt')
  await shell.seen('虚拟机-42')
  shell.type('until [ "$(tput cols)" = 120 ]; do sleep 0.1; done; echo wide-$((1+1))\r')
  shell.control({ type: 'resize', cols: 120, rows: 40 })
  await shell.seen('wide-2')
  await shell.leave()
})

it('keeps the shell, its variables and what runs in it when the browser goes', async () => {
  const first = openShell()
  await first.seen('$ ')
  first.type('kept=still-here; clear; echo mark-$((40+2))\r')
  await first.seen('mark-42')
  await first.leave()
  const second = openShell()
  await second.seen('mark-42')
  second.type('echo "$kept"-again\r')
  await second.seen('still-here-again')
  await second.leave()
})

it('holds a flood back while the browser cannot draw, and Ctrl-C comes through', async () => {
  const shell = openShell()
  await shell.seen('$ ')
  shell.type('yes flood-of-lines\r')
  await shell.until(() => shell.bytes > 200_000)
  shell.control({ type: 'flow', paused: true })
  shell.type('\x03')
  shell.control({ type: 'flow', paused: false })
  shell.forget()
  shell.type('clear; echo after-$((1+1))\r')
  await shell.seen('after-2')
  await shell.leave()
})

it('drops what is no control message, and goes on', async () => {
  const shell = openShell()
  await shell.seen('$ ')
  for (const message of ['nonsense', { type: 'resize', cols: -1, rows: 1e9 }, { type: 'resize' }, []])
    shell.control(message)
  shell.socket.send('{not json')
  shell.type('clear; echo well-$((2+2))\r')
  await shell.seen('well-4')
  await shell.leave()
})

it('says that the shell was left', async () => {
  const shell = openShell()
  await shell.seen('$ ')
  shell.type('exit\r')
  await shell.seen('"reason":"exited"')
})
