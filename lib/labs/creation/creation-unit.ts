import type { LabHost } from '../lab-host.ts'

/** What systemd says of the unit that runs one virt-install. `gone`: the lab host was restarted since. */
export type UnitState =
  | { state: 'running' }
  | { state: 'exited'; exitCode: number }
  | { state: 'killed'; signal: number }
  | { state: 'gone' }

type UnitHost = Pick<LabHost, 'run' | 'exec'>

const folder = '/var/lib/virtlab/creations'

export const unitName = (id: string) => `virtlab-create-${id}.service`
const logPath = (id: string) => `${folder}/${id}.log`

/**
 * Runs a command as the student in a systemd unit of its own in the lab host: it goes on when the server that started it
 * dies, and its output and exit code stay until `forgetUnit`. Rejects when systemd refuses.
 */
export async function startUnit(
  host: UnitHost,
  id: string,
  argv: readonly string[],
): Promise<{ refused: string | null }> {
  const result = await host.run([
    ...['sh', '-c', 'install -d -o student -g student "$0" && exec "$@"', folder],
    'systemd-run',
    '--quiet',
    '--remain-after-exit',
    // A `$` in a name is a `$`.
    '--expand-environment=no',
    `--unit=${unitName(id)}`,
    '--uid=student',
    '--working-directory=/home/student',
    '--setenv=HOME=/home/student',
    '--setenv=LANG=C.UTF-8',
    // Or the log is empty until virt-install ends.
    '--setenv=PYTHONUNBUFFERED=1',
    `--property=StandardOutput=append:${logPath(id)}`,
    '--property=StandardError=inherit',
    '--',
    ...argv,
  ])
  return { refused: result.exitCode === 0 ? null : result.stderr.trim() }
}

export async function readUnit(host: UnitHost, id: string): Promise<UnitState> {
  const properties = 'LoadState,ActiveState,SubState,ExecMainCode,ExecMainStatus'
  const { stdout } = await host.run(['systemctl', 'show', unitName(id), '-p', properties])
  const shown = new Map(stdout.split('\n').map((line) => line.split('=', 2) as [string, string]))
  if (shown.get('LoadState') === 'not-found') return { state: 'gone' }
  if (['running', 'start', 'stop-sigterm'].includes(shown.get('SubState') ?? '')) return { state: 'running' }
  const status = Number(shown.get('ExecMainStatus'))
  // CLD_EXITED is 1, CLD_KILLED 2, CLD_DUMPED 3.
  if (shown.get('ExecMainCode') === '1') return { state: 'exited', exitCode: status }
  return shown.get('ExecMainCode') === '0' ? { state: 'gone' } : { state: 'killed', signal: status }
}

/** Whether the host's systemd is ending everything. */
export async function isShuttingDown(host: UnitHost): Promise<boolean> {
  return (await host.run(['systemctl', 'is-system-running'])).stdout.trim() === 'stopping'
}

/** The unit's output from byte `offset` on, as it is written, until the command ends. */
export async function* followUnit(host: UnitHost, id: string, offset: number): AsyncGenerator<Buffer> {
  const script =
    'pid=$(systemctl show -P MainPID "$0"); [ -e "$1" ] || exit 0; if [ "${pid:-0}" -gt 0 ]; ' +
    'then exec tail -s 0.1 -c "+$2" -f --pid="$pid" -- "$1"; else exec tail -c "+$2" -- "$1"; fi'
  const session = await host.exec({ command: ['sh', '-c', script, unitName(id), logPath(id), String(offset + 1)] })
  // The session's exit is awaited by nobody when the stream fails first.
  session.exit.catch(() => {})
  session.stderr?.resume()
  try {
    for await (const chunk of session.stdout) yield chunk as Buffer
  } finally {
    session.close()
  }
}

export async function stopUnit(host: UnitHost, id: string): Promise<void> {
  await host.run(['systemctl', 'stop', unitName(id)])
}

/** Removes the unit and its log; safe to repeat. */
export async function forgetUnit(host: UnitHost, id: string): Promise<void> {
  await host.run([
    'sh',
    '-c',
    'systemctl stop "$0"; systemctl reset-failed "$0"; rm -f -- "$1"',
    unitName(id),
    logPath(id),
  ])
}
