import type { Readable } from 'node:stream'
import { VirtLabError } from '#lib/base/error.ts'
import type { IncusClient } from './client.ts'

export interface RunOptions {
  /** Written to the command's stdin, which is then closed. */
  input?: string
  /** `student`: through a login, so with the account's groups and environment. */
  user?: 'root' | 'student'
  signal?: AbortSignal
  timeoutMs?: number
}

export interface RunResult {
  exitCode: number
  stdout: string
  stderr: string
}

/** See IncusClient.run. */
export async function runCommand(
  client: IncusClient,
  instance: string,
  command: string[],
  options: RunOptions,
): Promise<RunResult> {
  const { input, user = 'root', timeoutMs } = options
  const timeout = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs)
  const signals = [options.signal, timeout].filter((signal) => signal !== undefined)
  const signal = signals.length === 0 ? undefined : AbortSignal.any(signals)
  try {
    const words = user === 'student' ? asStudent(command) : command
    const session = await client.exec(instance, { command: words, signal })
    session.stdin.end(input ?? '')
    const [stdout, stderr, exitCode] = await Promise.all([
      readText(session.stdout),
      session.stderr ? readText(session.stderr) : '',
      session.exit,
    ])
    signal?.throwIfAborted()
    return { exitCode, stdout, stderr }
  } catch (error) {
    options.signal?.throwIfAborted()
    if (timeout?.aborted) throw execTimeout(command, timeoutMs ?? 0)
    throw error
  }
}

/** A login shell that becomes the command; the words need no quoting on the way. */
export function asStudent(command: string[]): string[] {
  return ['runuser', '-l', '-c', 'exec "$0" "$@"', '--', 'student', ...command]
}

async function readText(stream: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function execTimeout(command: string[], timeoutMs: number): VirtLabError {
  return new VirtLabError({
    code: 'incus.exec-timeout',
    message: `${command.join(' ')} took more than ${timeoutMs} ms`,
    params: { command: command[0] ?? '', seconds: Math.round(timeoutMs / 1000) },
    status: 504,
  })
}
