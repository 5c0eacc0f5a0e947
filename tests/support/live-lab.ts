import type { LiveState } from '#lib/gateway/protocol.ts'
import { acquireGradedModel } from '#lib/grading/grader.ts'
import { acquireLabHost, closeLabHosts, type LabHost } from '#lib/labs/lab-host.ts'
import { deleteLab, findOrCreateLab, jumpLab, resetLab, startLab } from '#lib/labs/lab-service.ts'
import { plainStart } from '#lib/lessons/lesson-starts.ts'
import { closeLiveModels, type LiveModelHold } from '#lib/labs/live/live-models.ts'

/** Nothing that a test waits for takes longer, on a loaded machine too. */
const deadlineMs = 110_000

/** A running lab of a student with its live, graded model. Import it after makeTestSite. */
export class LiveLab {
  readonly labId: string
  readonly studentId: string
  #hold: LiveModelHold
  #host: LabHost

  private constructor(o: { labId: string; studentId: string; hold: LiveModelHold; host: LabHost }) {
    this.labId = o.labId
    this.studentId = o.studentId
    this.#hold = o.hold
    this.#host = o.host
  }

  /** `start`: the start state of its host. */
  static async start(studentId: string, courseId = 'live', start = plainStart): Promise<LiveLab> {
    const { id: labId } = await findOrCreateLab({ studentId, courseId })
    if (start === plainStart) await startLab({ labId })
    else await jumpLab({ labId, start })
    const hold = await acquireGradedModel(labId)
    const lab = new LiveLab({ labId, studentId, hold, host: await acquireLabHost(labId) })
    await lab.#settle()
    return lab
  }

  get state(): LiveState {
    return this.#hold.state
  }

  get host(): LabHost {
    return this.#host
  }

  /** Resolves when the state is as asked; after `deadlineMs` rejects, with what `instead` says. */
  until(condition: (state: LiveState) => boolean, instead: () => string = () => 'it is not so'): Promise<void> {
    return new Promise((resolve, reject) => {
      if (condition(this.state)) return resolve()
      const deadline = setTimeout(() => {
        void unsubscribe()
        reject(new Error(`after ${deadlineMs / 1000} s: ${instead()}`))
      }, deadlineMs)
      const unsubscribe = this.#hold.subscribe(() => {
        if (!condition(this.state)) return
        clearTimeout(deadline)
        void unsubscribe()
        resolve()
      })
    })
  }

  /** Output of a shell line in the lab host, as root; rejects with what it said if it fails. */
  async run(line: string, options: { input?: string; user?: 'root' | 'student' } = {}): Promise<string> {
    const { exitCode, stdout, stderr } = await this.#host.run(['sh', '-c', line], { timeoutMs: 120_000, ...options })
    if (exitCode !== 0) throw new Error(`${line}: ${stderr || stdout}`)
    return stdout
  }

  /** A fresh lab host in the old one's place. */
  async reset(): Promise<void> {
    await this.away(() => resetLab({ labId: this.labId }))
  }

  /** Lets go of the host while `work` puts another one in its place. */
  async away(work: () => Promise<void>): Promise<void> {
    this.#host.release()
    await work()
    this.#host = await acquireLabHost(this.labId)
    await this.#settle()
  }

  /** Forgets all that this process knows of the lab, as its end does, and reads it anew. */
  async reopen(): Promise<void> {
    this.#hold.release()
    await closeLiveModels()
    this.#hold = await acquireGradedModel(this.labId)
    await this.until(({ host }) => host.host !== undefined)
  }

  async remove(): Promise<void> {
    this.#hold.release()
    this.#host.release()
    await closeLiveModels()
    await closeLabHosts()
    await deleteLab({ labId: this.labId })
  }

  /** The host was read, and its files are watched: a network's autostart, which has no event, is seen. */
  async #settle(): Promise<void> {
    const autostarts = (state: LiveState) =>
      Object.values(state.networks).find(({ name }) => name === 'default')?.autostart
    await this.until((state) => state.host.host !== undefined && autostarts(state) !== undefined)
    let seen = false
    const watching = this.until((state) => autostarts(state) === false).then(() => {
      seen = true
    })
    while (!seen) await this.run('virsh -q net-autostart default; virsh -q net-autostart default --disable')
    await watching
    await this.run('virsh -q net-autostart default')
    await this.until((state) => autostarts(state) === true)
  }
}
