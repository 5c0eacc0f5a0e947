import { spawn } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { contentHash } from './content-hash.mjs'
import { isPortTaken } from './machine.mjs'
import { isRoot, run } from './run.mjs'
import { host, inState, port, root, siteNode, stateDir } from './settings.mjs'
import { SetupError } from './setup-error.mjs'
import { stampFor } from './stamp.mjs'
import { say } from './words.mjs'

const entry = 'lib/gateway/main.ts'
const pidFile = inState('server.pid')
const versionFile = inState('server.version')
const logFile = inState('server.log')
const startDeadlineMs = 60_000

const sources = [
  'app',
  'content',
  'lib',
  'prisma/schema.prisma',
  'proxy.ts',
  'next.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]
const siteHash = () => contentHash(sources)
const buildStamp = stampFor('virtlab-sources', path.join(root, '.next'))

/** Builds the pages unless they are of these very sources. */
export async function ensureSiteBuilt({ signal, report }) {
  const hash = siteHash()
  if (buildStamp.matches(hash)) return 'ready'
  await run([siteNode, 'node_modules/next/dist/bin/next', 'build'], {
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', VIRTLAB_STATE: stateDir },
    signal,
    onLine: report,
  })
  buildStamp.write(hash)
}

/** The pid of our running server, or null. */
export function findServer() {
  if (!fs.existsSync(pidFile)) return null
  const pid = Number(fs.readFileSync(pidFile, 'utf8'))
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(entry) ? pid : null
  } catch {
    return null
  }
}

export function askHealth() {
  return new Promise((resolve) => {
    const request = http.get({ host, port, path: '/api/health', timeout: 2000 }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })
}

/** Starts the site, or leaves it alone if it runs with these very sources. */
export async function ensureSiteRuns({ signal, report }) {
  const version = `${siteHash()} ${host}:${port}`
  if (findServer()) {
    const current = fs.existsSync(versionFile) ? fs.readFileSync(versionFile, 'utf8') : ''
    if (current === version && (await askHealth())) return 'ready'
    report(say('重新启动网站', 'restarting the site'))
    await stopSite()
  }
  if (await isPortTaken()) {
    throw new SetupError(
      say(`端口 ${port} 已被其他程序占用。`, `Port ${port} is taken by another program.`),
      say(
        `请停止该程序（ss -ltnp 'sport = :${port}' 可查），或换一个端口：VIRTLAB_PORT=3001 npm run up。`,
        `Stop it (ss -ltnp 'sport = :${port}' shows which), or use another port: VIRTLAB_PORT=3001 npm run up.`,
      ),
    )
  }
  const child = startDetached()
  fs.writeFileSync(versionFile, version)
  await waitUntilHealthy(child, signal)
}

/** In a session of its own with its output in a file: it outlives this program and its terminal. */
function startDetached() {
  fs.mkdirSync(stateDir, { recursive: true })
  const out = fs.openSync(logFile, 'a')
  const shell = ['bash', '-c', 'echo $$ >"$0"; exec "$@"', pidFile, siteNode, entry]
  const [file, ...args] = mayUseIncus() ? shell : ['sg', 'incus-admin', '-c', shell.map(quote).join(' ')]
  const child = spawn(file, args, {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      VIRTLAB_STATE: stateDir,
      VIRTLAB_PORT: String(port),
      VIRTLAB_HOST: host,
      VIRTLAB_PREPARE_STARTS: 'true',
      VIRTLAB_WARM_POOL: process.env.VIRTLAB_WARM_POOL ?? '2',
    },
    detached: true,
    stdio: ['ignore', out, out],
  })
  child.unref()
  fs.closeSync(out)
  return child
}

const quote = (word) => `'${word.replaceAll("'", `'\\''`)}'`

/** A group that `up` has just added us to counts only from the next login on; `sg` gives it to one process now. */
function mayUseIncus() {
  if (isRoot) return true
  const gid = /^incus-admin:[^:]*:(\d+):/m.exec(fs.readFileSync('/etc/group', 'utf8'))?.[1]
  return gid !== undefined && process.getgroups().includes(Number(gid))
}

async function waitUntilHealthy(child, signal) {
  let exited = false
  child.on('exit', () => {
    exited = true
  })
  const deadline = Date.now() + startDeadlineMs
  while (!(await askHealth())) {
    signal?.throwIfAborted()
    if (exited || Date.now() > deadline) {
      const output = fs.readFileSync(logFile, 'utf8').trim().split('\n').slice(-12).join('\n')
      throw new SetupError(
        exited
          ? say('网站启动后立即退出。', 'The site ended right after its start.')
          : say('网站没有按时响应。', 'The site did not answer in time.'),
        say(`日志见 ${logFile}。`, `Its log is ${logFile}.`),
        output,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Ends the site, gently first; returns whether there was one. */
export async function stopSite() {
  const pid = findServer()
  if (!pid) return false
  process.kill(pid, 'SIGTERM')
  const deadline = Date.now() + 15_000
  while (findServer()) {
    if (Date.now() > deadline) process.kill(pid, 'SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  fs.rmSync(pidFile, { force: true })
  return true
}
