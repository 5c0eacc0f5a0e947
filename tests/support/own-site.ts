import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../..')

/** A site of a test's own: its own state, port and process, which may be killed and started again. Needs a finished build. */
export class OwnSite {
  readonly state: string
  readonly origin: string
  readonly #env: NodeJS.ProcessEnv
  #process: ChildProcess | null = null
  #output = ''

  private constructor(state: string, port: number, settings: Record<string, string>) {
    this.state = state
    this.origin = `http://localhost:${port}`
    this.#env = {
      ...process.env,
      VIRTLAB_STATE: state,
      VIRTLAB_PORT: String(port),
      VIRTLAB_LOG_LEVEL: 'warn',
      ...{ NODE_ENV: 'production', ...settings },
    }
  }

  /** `settings`: further variables of its environment. */
  static async create(settings: Record<string, string> = {}): Promise<OwnSite> {
    const state = await mkdtemp(path.join(os.tmpdir(), 'virtlab-site-'))
    // What `npm run up` found out about this machine holds for this site, too.
    await mkdir(state, { recursive: true })
    const accelerator = path.join(process.env.VIRTLAB_STATE ?? path.join(root, '.virtlab'), 'accelerator.json')
    await cp(accelerator, path.join(state, 'accelerator.json')).catch(() => {})
    const site = new OwnSite(state, await freePort(), settings)
    await run(process.execPath, ['scripts/db.mjs', 'deploy'], { cwd: root, env: site.#env })
    await run(process.execPath, ['scripts/seed.ts'], { cwd: root, env: site.#env })
    return site
  }

  /** All that it has printed, since its first start. */
  get output(): string {
    return this.#output
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['lib/gateway/main.ts'], {
      cwd: root,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#process = child
    child.stdout.on('data', (words: Buffer) => (this.#output += words.toString()))
    child.stderr.on('data', (words: Buffer) => {
      this.#output += words.toString()
      process.stderr.write(words)
    })
    const exited = once(child, 'exit').then(() => 'exited' as const)
    while ((await Promise.race([exited, this.#answers()])) !== 'yes') {
      if (child.exitCode !== null) throw new Error(`the site ended with ${child.exitCode}`)
    }
  }

  /** As a crash or the kernel's OOM killer ends it: no handler runs. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#process
    if (!child || child.exitCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
    this.#process = null
  }

  async remove(): Promise<void> {
    await this.kill('SIGTERM')
    await rm(this.state, { recursive: true, force: true })
  }

  async #answers(): Promise<'yes' | 'no'> {
    try {
      const { ok } = await fetch(`${this.origin}/api/health`)
      return ok ? 'yes' : 'no'
    } catch {
      // Refused at once while it does not listen: let the event loop and the machine breathe.
      await new Promise((resolve) => setTimeout(resolve, 50))
      return 'no'
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}
