import { type LabHost, acquireLabHost, waitForLab } from '../labs/lab-host.ts'
import { noteActivity } from '../labs/activity.ts'
import { noteInput } from '../labs/last-input.ts'
import { onPhase } from '../labs/lab-service.ts'
import { newShellSession, shellSession } from '../labs/student-shell.ts'
import { Pump } from './pump.ts'
import type { SocketContext, SocketHandler } from './socket-handler.ts'
import { onStudentWindow, readWindow, tellStudentWindow, type WindowSize } from './student-window.ts'
import { parseControl, sendStatus, toBuffer } from './terminal-frames.ts'

/** So long after a change of the window's size, what is printed is taken for its new picture. */
const redrawMs = 3_000

/**
 * Not `-c`: that starts a new session without the terminal, and tmux would never hear that the window changed its size.
 * `runuser -l` keeps TERM only; what a shell in a browser needs beyond it comes from `env`.
 */
const shell = (tmux: string) => [
  'runuser',
  '-l',
  '--session-command',
  `exec env LANG=C.UTF-8 COLORTERM=truecolor tmux -u ${tmux}`,
  'student',
]
const own = shell(`new-session -A -s ${shellSession}`)
/** As large as the student's window, which they don't resize. */
const guests = {
  help: shell(`attach-session -t ${shellSession} -f ignore-size`),
  watch: shell(`attach-session -t ${shellSession} -f read-only,ignore-size`),
}

/**
 * A shell in the lab host: the tmux session `virtlab` of the account `student`, made at the first time. The process here
 * is only tmux's client, so that nothing is lost with the browser, with this server, or with the connection. Who helps types in
 * the same session.
 */
export const terminalHandler: SocketHandler = (context) =>
  context.actor.userId === context.studentId ? serveStudent(context) : serveGuest(context, 'help')

/** The same session for one who looks on: read-only for tmux, and nothing that the browser sends gets as far. */
export const watchTerminalHandler: SocketHandler = (context) => serveGuest(context, 'watch')

async function serveStudent({ socket, labId, query, signal }: SocketContext): Promise<void> {
  // What the browser sends before the lab answers waits in the kernel.
  socket.pause()
  // The page asks for it before it knows how far the lab is.
  await waitForLab(labId, signal)
  if (signal.aborted) return
  const host = await acquireLabHost(labId)
  signal.addEventListener('abort', () => host.release(), { once: true })
  const tty = { cols: readSize(query.get('cols'), 80), rows: readSize(query.get('rows'), 24) }
  const session = await host.exec({ command: own, tty, environment: { TERM: 'xterm-256color' }, signal })
  const pump = new Pump(socket, session.stdout)
  // A program that prints is at work; tmux that draws the window anew is not: the warning itself makes it smaller.
  let redrawnUntil = 0
  session.stdout.on('data', () => void (Date.now() < redrawnUntil || noteActivity(labId)))
  socket.on('message', (data, isBinary) => {
    if (isBinary) {
      // Not activity: an xterm also answers tmux by itself. That somebody types, the page says (report-activity.ts).
      noteInput(labId)
      return void session.stdin.write(toBuffer(data))
    }
    const control = parseControl(data)
    if (control?.type === 'resize') {
      redrawnUntil = Date.now() + redrawMs
      session.resize(control.cols, control.rows)
      tellStudentWindow(labId)
    }
    if (control?.type === 'flow') pump.hold(control.paused)
  })
  endWithLab({ socket, labId, signal })
  socket.resume()
  sendStatus(socket, { type: 'ready' })
  tellStudentWindow(labId)
  await endWithSession(socket, session.exit)
}

async function serveGuest(context: SocketContext, as: keyof typeof guests): Promise<void> {
  const { socket, labId, signal } = context
  socket.pause()
  const host = await acquireLabHost(labId)
  signal.addEventListener('abort', () => host.release(), { once: true })
  endWithLab(context)
  if (as === 'help') await host.run(newShellSession, { user: 'student' })
  const size = await windowSize(context, host)
  if (signal.aborted || !size) return
  sendStatus(socket, { type: 'size', ...size })
  const session = await host.exec({
    command: guests[as],
    tty: size,
    environment: { TERM: 'xterm-256color' },
    signal,
  })
  const pump = new Pump(socket, session.stdout)
  socket.on('message', (data, isBinary) => {
    if (isBinary) {
      if (as !== 'help' || signal.aborted) return
      noteActivity(labId)
      return void session.stdin.write(toBuffer(data))
    }
    const control = parseControl(data)
    if (control?.type === 'flow') pump.hold(control.paused)
  })
  let shown = size
  const unfollow = onStudentWindow(labId, async () => {
    const now = await readWindow(host).catch(() => null)
    if (signal.aborted || !now || (now.cols === shown.cols && now.rows === shown.rows)) return
    shown = now
    session.resize(now.cols, now.rows)
    sendStatus(socket, { type: 'size', ...now })
  })
  signal.addEventListener('abort', () => void unfollow(), { once: true })
  socket.resume()
  sendStatus(socket, { type: 'ready' })
  await endWithSession(socket, session.exit)
}

/** Of the student's window, as soon as they have one; null if the guest leaves before. */
async function windowSize({ socket, labId, signal }: SocketContext, host: LabHost): Promise<WindowSize | null> {
  const now = await readWindow(host)
  if (now || signal.aborted) return now
  sendStatus(socket, { type: 'none' })
  return new Promise((resolve) => {
    const unfollow = onStudentWindow(labId, async () => {
      const size = await readWindow(host).catch(() => null)
      if (!size) return
      void unfollow()
      resolve(size)
    })
    signal.addEventListener('abort', () => resolve((void unfollow(), null)), { once: true })
  })
}

function endWithLab({ socket, labId, signal }: Pick<SocketContext, 'socket' | 'labId' | 'signal'>): void {
  const dispose = onPhase(labId, ({ phase }) => {
    if (phase === 'running' || phase === 'provisioning') return
    sendStatus(socket, { type: 'closed', reason: 'lab-stopped' })
    socket.close(1000)
  })
  signal.addEventListener('abort', () => void dispose(), { once: true })
}

async function endWithSession(socket: SocketContext['socket'], exit: Promise<unknown>): Promise<void> {
  await exit
  sendStatus(socket, { type: 'closed', reason: 'exited' })
  socket.close(1000)
}

function readSize(text: string | null, fallback: number): number {
  const size = Number(text)
  return Number.isInteger(size) && size >= 2 && size <= 1000 ? size : fallback
}
