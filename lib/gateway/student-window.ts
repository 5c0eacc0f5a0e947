import type { Dispose } from '../base/dispose.ts'
import { singleton } from '../base/singleton.ts'
import { shellSession } from '../labs/student-shell.ts'
import type { LabHost } from '../labs/lab-host.ts'

export interface WindowSize {
  cols: number
  rows: number
}

type Listener = () => unknown

/** tmux hears of a change a moment after us, and a busy host later still. */
const settleMs = [80, 600, 2_500]

const listeners = () => singleton('student-windows', () => new Map<string, Set<Listener>>())

/** The size of the student's window in tmux; null if there is none. */
export async function readWindow(host: LabHost): Promise<WindowSize | null> {
  const command = ['tmux', 'display-message', '-p', '-t', shellSession, '#{window_width} #{window_height}']
  const { exitCode, stdout } = await host.run(command, { user: 'student', timeoutMs: 20_000 })
  const [cols = 0, rows = 0] = stdout.trim().split(' ').map(Number)
  return exitCode === 0 && cols > 0 && rows > 0 ? { cols, rows } : null
}

/** The student's terminal was opened or resized. */
export function tellStudentWindow(labId: string): void {
  for (const listener of listeners().get(labId) ?? []) listener()
}

/** Calls `listener` soon after the student's window may have changed, more than once. */
export function onStudentWindow(labId: string, listener: Listener): Dispose {
  let timers: NodeJS.Timeout[] = []
  const soon = () => {
    for (const timer of timers) clearTimeout(timer)
    timers = settleMs.map((ms) => setTimeout(listener, ms).unref())
  }
  const set = listeners().get(labId) ?? new Set()
  listeners().set(labId, set.add(soon))
  return () => {
    for (const timer of timers) clearTimeout(timer)
    set.delete(soon)
    if (set.size === 0 && listeners().get(labId) === set) listeners().delete(labId)
  }
}
