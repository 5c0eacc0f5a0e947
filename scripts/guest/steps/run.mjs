import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Runs a program of the host; rejects with its own last words. */
export async function run(command, args, options = {}) {
  try {
    return (await execute(command, args, { maxBuffer: 64 << 20, ...options })).stdout
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error(`${command} is not installed`)
    const words = `${error.stderr ?? ''}`.trim().split('\n').slice(-5).join('\n')
    throw new Error(`${command} ${args.slice(0, 3).join(' ')}: ${words || error.message}`)
  }
}

/** Runs a shell script inside the extracted root, in its /work. */
export function runInTools(build, script, env = {}) {
  return run('chroot', [build.tools, '/bin/sh', '-euc', `cd /work\n${script}`], {
    signal: build.signal,
    env: { PATH: '/usr/sbin:/usr/bin', LC_ALL: 'C.UTF-8', SOURCE_DATE_EPOCH: '1767225600', ...env },
  })
}
