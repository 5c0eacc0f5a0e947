import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { inState, root, stateDir } from './settings.mjs'
import { SetupError } from './setup-error.mjs'
import { say } from './words.mjs'

export const isRoot = process.getuid?.() === 0

function logFile() {
  fs.mkdirSync(stateDir, { recursive: true })
  return inState('setup.log')
}

/** Adds `sudo` in front where root is needed and we are not; our own settings go along. */
export function asRoot(argv, env = {}) {
  if (isRoot) return argv
  const settings = { ...pickSettings(), ...env }
  return ['sudo', '-n', 'env', ...Object.entries(settings).map(([name, value]) => `${name}=${value}`), ...argv]
}

function pickSettings() {
  const kept = Object.entries(process.env).filter(([name]) => /^(VIRTLAB_|LANG$|LC_|https?_proxy$)/i.test(name))
  return Object.fromEntries(kept)
}

/** How long a command that is told to stop may take for it. */
const graceMs = 8000

/** Each command leads a process group of its own: apt, mmdebstrap and npm have children that must go with them. */
function killGroup(pid, name) {
  try {
    process.kill(-pid, name)
  } catch {
    // It has ended already.
  }
}

/**
 * Runs a command to its end; what it prints goes to setup.log. Returns stdout.
 * Options: root (with sudo if need be), env, cwd, input, onLine, signal, fix (what to do if it fails), allowFailure.
 */
export async function run(argv, options = {}) {
  const { exitCode, stdout, output } = await capture(argv, options)
  if (exitCode !== 0 && !options.allowFailure) {
    const last = output.trim().split('\n').slice(-12).join('\n')
    throw new SetupError(
      options.problem ??
        say(`命令失败（${exitCode}）：${argv.join(' ')}`, `This command failed (${exitCode}): ${argv.join(' ')}`),
      options.fix ?? say(`完整输出见 ${inState('setup.log')}。`, `Its whole output is in ${inState('setup.log')}.`),
      last,
    )
  }
  return stdout
}

/** Like `run`, but a failing command is an answer: { exitCode, stdout, output }. */
export function capture(argv, { root: needsRoot, env, cwd = root, input, onLine, signal } = {}) {
  const [file, ...args] = needsRoot ? asRoot(argv, env) : argv
  const log = logFile()
  fs.appendFileSync(log, `\n$ ${argv.join(' ')}\n`)
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: true,
    })
    let stdout = ''
    let output = ''
    const take = (chunk) => {
      output = (output + chunk).slice(-65_536)
      fs.appendFileSync(log, chunk)
      const line = chunk.trim().split('\n').at(-1)
      if (line) onLine?.(line)
    }
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      stdout += chunk
      take(chunk)
    })
    child.stderr.setEncoding('utf8').on('data', take)
    if (input !== undefined) child.stdin.end(input)
    const stop = () => {
      killGroup(child.pid, 'SIGTERM')
      setTimeout(killGroup, graceMs, child.pid, 'SIGKILL').unref()
    }
    signal?.addEventListener('abort', stop, { once: true })
    child.on('error', (error) => {
      if (error.code === 'ENOENT') resolve({ exitCode: 127, stdout, output: `${file}: not found` })
      else reject(error)
    })
    child.on('close', (code) => {
      signal?.removeEventListener('abort', stop)
      if (signal?.aborted) reject(signal.reason)
      else resolve({ exitCode: code ?? 1, stdout, output })
    })
  })
}
