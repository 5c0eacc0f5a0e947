import { isDeepStrictEqual } from 'node:util'
import { isVirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import { incus } from '#lib/incus/client.ts'
import { readInstanceFile } from '#lib/incus/files.ts'
import { readInstance } from '#lib/incus/instances.ts'
import { acquireLabHost } from '#lib/labs/lab-host.ts'
import type { LiveModel } from '#lib/labs/live/live-model.ts'
import type { Expectation, HostTest } from './expectation.ts'
import { commandKey, type HostFacts } from './host-facts.ts'
import { readGroups, readPackage } from './parse-host-files.ts'

const commandTimeoutMs = 10_000
/** A burst of changes in libvirt, such as a network's start, is one reason to run the commands again. */
const settleMs = 150
/** And later, as what a change brings about may take its time: a bridge lets a new port through after seconds. */
const laterMs = [2_000, 6_000]

/** Keeps the facts of a lab's host that some checkpoint asks for; the files are read by Incus, no program of the host has a say in it. */
export class HostFactsReader {
  readonly #model: LiveModel
  readonly #onChange: (at: number) => void
  #tests: HostTest[] = []
  #facts: HostFacts | null = null
  #reading: Promise<void> | null = null
  #again = false
  #timers: NodeJS.Timeout[] = []

  constructor(model: LiveModel, onChange: (at: number) => void) {
    this.#model = model
    this.#onChange = onChange
    model.onHostFile(() => {
      void this.read()
      this.lookAgain()
    })
  }

  get facts(): HostFacts | null {
    return this.#facts
  }

  /** What will be asked from now on, of the host that is there now. */
  want(expectations: Expectation[]): void {
    this.#tests = expectations.flatMap((one) => (one.subject.kind === 'host' ? [one.test as HostTest] : []))
    this.#facts = null
    void this.read()
  }

  /** libvirt has changed something: firewall rules and the like may have changed with it. */
  lookAgain(): void {
    if (!this.#tests.some(({ type }) => type === 'prints')) return
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers = [settleMs, ...laterMs].map((ms) => setTimeout(() => void this.read(), ms).unref())
  }

  /** Reads everything that is wanted; a call while it reads makes it read once more. */
  async read(): Promise<void> {
    if (this.#tests.length === 0 || this.#model.state.lab.lab.phase !== 'running') return
    this.#again = true
    this.#reading ??= this.#readUntilQuiet().finally(() => (this.#reading = null))
    await this.#reading
  }

  async #readUntilQuiet(): Promise<void> {
    while (this.#again) {
      this.#again = false
      const tests = this.#tests
      try {
        const facts = await readFacts(this.#model.labId, tests)
        if (tests !== this.#tests || isDeepStrictEqual(facts, this.#facts)) continue
        this.#facts = facts
        this.#onChange(Date.now())
      } catch (error) {
        // It may stop at any time.
        if (isVirtLabError(error, 'lab.not-running')) return
        log.warn({ err: error, lab: this.#model.labId }, 'facts of the host were not read')
      }
    }
  }
}

async function readFacts(labId: string, tests: HostTest[]): Promise<HostFacts> {
  const host = await acquireLabHost(labId)
  try {
    const facts: HostFacts = { groups: {}, packages: {}, outputs: {} }
    const file = (path: string) => readInstanceFile(incus(), host.instance, path)
    if (tests.some(({ type }) => type === 'hasUserInGroup')) facts.groups = readGroups((await file('/etc/group')) ?? '')
    const packages = tests.flatMap((test) => (test.type === 'hasPackage' ? [test.package] : []))
    if (packages.length > 0) {
      const status = (await file('/var/lib/dpkg/status')) ?? ''
      const { expandedConfig } = await readInstance(incus(), host.instance)
      for (const name of packages) {
        const known = expandedConfig[`image.sha256.${name}`] ?? null
        const program = known && (await file(known.split(/\s+/)[1] ?? ''))
        facts.packages[name] = readPackage({ status, name, known, program })
      }
    }
    const commands = tests.flatMap((test) => (test.type === 'prints' ? [test.run] : []))
    await Promise.all(
      commands.map(async (run) => {
        const { exitCode, stdout } = await host.run(run, { timeoutMs: commandTimeoutMs })
        facts.outputs[commandKey(run)] = { exitCode, stdout: stdout.slice(0, 20_000) }
      }),
    )
    return facts
  } finally {
    host.release()
  }
}
