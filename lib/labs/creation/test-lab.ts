import type { Actor } from '#lib/access/actor.ts'
import type { CreationView, WireError } from '#lib/gateway/protocol.ts'
import { type CreateForm, emptyCreateForm } from '#lib/virt/commands/create-form.ts'
import { openConsole } from '#lib/virt/domain.ts'
import { acquireLabHost, closeLabHosts, type LabHost } from '../lab-host.ts'
import { findOrCreateLab, startLab } from '../lab-service.ts'
import { reconcileLabs } from '../reconcile-labs.ts'
import type { makeTestSite } from '../test-site.ts'
import { createVm, onCreation, readCreations } from './creations.ts'
import { keepCreations } from './resume-creations.ts'

export const media = '/var/lib/libvirt/images/tinyvm-1.0-x86_64'
const form: CreateForm = { ...emptyCreateForm, memoryMiB: 192, sizeGiB: 1, osId: 'tinyvm1.0', isoPath: `${media}.iso` }

/** For tests: a student's running lab in a site of its own, to create VMs in as the wizard does. */
export class CreationLab {
  readonly labId: string
  readonly actor: Actor
  host: LabHost
  #keys = 0

  private constructor(labId: string, actor: Actor, host: LabHost) {
    this.labId = labId
    this.actor = actor
    this.host = host
  }

  static async start(site: ReturnType<typeof makeTestSite>): Promise<CreationLab> {
    await reconcileLabs()
    await keepCreations()
    const userId = await site.addStudent()
    const { id: labId } = await findOrCreateLab({ studentId: userId, courseId: 'c' })
    await startLab({ labId })
    const actor: Actor = { userId, role: 'student', name: 'Student', locale: 'en' }
    return new CreationLab(labId, actor, await acquireLabHost(labId))
  }

  async close(site: ReturnType<typeof makeTestSite>): Promise<void> {
    this.host.release()
    await closeLabHosts()
    await site.remove()
  }

  /** After the host was stopped or replaced. */
  async reopen(): Promise<void> {
    this.host.release()
    this.host = await acquireLabHost(this.labId)
  }

  request(change: Partial<CreateForm>, idempotencyKey = `key-${++this.#keys}`) {
    return { labId: this.labId, actor: this.actor, form: { ...form, ...change }, idempotencyKey }
  }

  submit(change: Partial<CreateForm>, idempotencyKey?: string): Promise<CreationView | { invalid: WireError[] }> {
    return createVm(this.request(change, idempotencyKey))
  }

  async create(change: Partial<CreateForm>): Promise<CreationView> {
    const created = await this.submit(change)
    if ('invalid' in created) throw new Error(JSON.stringify(created.invalid))
    return created
  }

  /** Resolves when the creation is at one of these stages; with every stage that it went through. */
  async reaches(id: string, ...stages: CreationView['stage'][]) {
    const seen: string[] = []
    const reached = Promise.withResolvers<CreationView>()
    const look = (view: CreationView) => {
      if (view.id !== id) return
      if (seen.at(-1) !== view.stage) seen.push(view.stage)
      if (stages.includes(view.stage)) reached.resolve({ ...view })
    }
    const dispose = onCreation(this.labId, look)
    for (const view of await readCreations(this.labId)) look(view)
    const view = await reached.promise.finally(() => void dispose())
    return { view, seen }
  }

  ends(id: string) {
    return this.reaches(id, 'done', 'failed', 'cancelled')
  }

  /** Reads the serial console until the guest asks for a login. */
  async readsLogin(uuid: string): Promise<void> {
    const console = await openConsole(await this.host.libvirt(), { uuid, force: true })
    let text = ''
    try {
      // The prompt may have been there before us: an empty line brings it again.
      console.write('\r')
      for await (const chunk of console) {
        text += String(chunk)
        if (text.includes('tinyvm login:')) return
      }
    } finally {
      console.destroy()
    }
    throw new Error(`no login: ${text.slice(-400)}`)
  }

  /** A disk image of its own for a VM to import: the path. */
  async copyImage(name: string): Promise<string> {
    const path = `/var/lib/libvirt/images/${name}`
    await this.host.run(['cp', `${media}.qcow2`, path])
    return path
  }

  async virsh(...words: string[]): Promise<string> {
    return (await this.host.run(['virsh', '--quiet', ...words])).stdout.trim()
  }

  /** What the host has, as virsh says it. */
  async inventory() {
    const list = async (...words: string[]) => (await this.virsh(...words)).split('\n').toSorted()
    await this.virsh('pool-refresh', 'default')
    return { domains: await list('list', '--all', '--name'), volumes: await list('vol-list', 'default') }
  }

  async remove(name: string): Promise<void> {
    await this.virsh('destroy', name)
    await this.virsh('undefine', name, '--remove-all-storage')
  }
}
