import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { type CreateForm, emptyCreateForm } from '#lib/virt/commands/create-form.ts'
import { shellQuote } from '#lib/virt/commands/shell-quote.ts'
import { virtInstallCommand } from '#lib/virt/commands/virt-install-command.ts'
import type { LiveLab } from '#tests/support/live-lab.ts'
import { normaliseState, printState } from '#tests/support/normalise-state.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())
const { LiveLab: Lab } = await import('#tests/support/live-lab.ts')
const { createVm } = await import('#lib/labs/creation/creations.ts')
const { cancelCreation } = await import('#lib/labs/creation/creations.ts')
const { keepCreations } = await import('#lib/labs/creation/resume-creations.ts')

const images = '/var/lib/libvirt/images'
const base: CreateForm = {
  ...emptyCreateForm,
  name: 'made',
  memoryMiB: 192,
  sizeGiB: 1,
  osId: 'tinyvm1.0',
  isoPath: `${images}/tinyvm-1.0-x86_64.iso`,
}
let byPage: LiveLab
let byCommand: LiveLab
let actor: Actor

beforeAll(async () => {
  await keepCreations()
  byPage = await Lab.start(await site.addStudent())
  byCommand = await Lab.start(await site.addStudent())
  actor = { userId: byPage.studentId, role: 'student', name: 'ann', locale: 'en' }
  for (const lab of [byPage, byCommand]) await lab.run(`cp ${images}/tinyvm-1.0-x86_64.qcow2 ${images}/old.qcow2`)
})
afterAll(async () => {
  await byPage?.remove()
  await byCommand?.remove()
  await site.remove()
})

const made = (lab: LiveLab) => Object.values(lab.state.domains).find(({ name }) => name === 'made')
const runs = (lab: LiveLab) => lab.until(() => made(lab)?.state === 'running' && made(lab)?.persistent === true)

/** Of a guest that writes to its disk as we look, and of files that virt-install names by chance. */
function settled(printed: string): string {
  return normaliseState(printed)
    .replaceAll(/virtinst-\w+/g, 'virtinst-RANDOM')
    .replaceAll(/<(capacity|mode|owner|group|label)\b.*\n/g, '')
    .replaceAll(/port='\d+' autoport/g, "port='N' autoport")
}

const variants: [title: string, change: Partial<CreateForm>][] = [
  ['[3.1-iso] [3.2-os] [3.3-allocation] an ISO whose system is detected, a disk on demand', {}],
  [
    '[3.2-os] [3.3-format] [3.3-sizing] a generic system, two CPUs, a raw disk allocated now',
    { osDetect: false, osId: 'generic', vcpus: 2, memoryMiB: 256, format: 'raw', allocateNow: true },
  ],
  [
    '[3.1-url] a network install with kernel arguments',
    { method: 'url', url: 'http://192.168.122.1/tinyvm/', kernelArgs: 'tinyvm.auto=1 note="a b"' },
  ],
  ['[3.1-pxe] a network boot', { method: 'pxe', network: 'pxe', osDetect: false }],
  [
    '[3.1-import] [3.4-finish] a disk that exists, customised',
    {
      ...{ method: 'import', importPath: `${images}/old.qcow2`, machine: 'pc', diskBus: 'ide', nicModel: 'e1000' },
      ...{ bootMenu: true, autostart: true, osDetect: false },
    },
  ],
]

describe('the wizard and its virt-install line make the same', { timeout: 180_000 }, () => {
  it.each(variants)('%s', async (_title, change) => {
    const form = { ...base, ...change }
    const command = shellQuote(virtInstallCommand(form))
    const view = await createVm({ labId: byPage.labId, actor, form, idempotencyKey: crypto.randomUUID() })
    if ('invalid' in view) throw new Error(JSON.stringify(view.invalid))
    // It waits for the end of the installation; what it defines is there before.
    const typed = byCommand.host.run(['bash', '-lc', command], { user: 'student', timeoutMs: 170_000 })
    await Promise.all([byPage, byCommand].map(runs))
    const [page, terminal] = await Promise.all([byPage, byCommand].map((lab) => lab.run(printState)))
    expect(settled(page ?? ''), command).toBe(settled(terminal ?? ''))

    if (form.method === 'import') await byPage.run('virsh destroy made && virsh undefine made')
    else await cancelCreation({ labId: byPage.labId, actor, creationId: view.id })
    await byCommand.run(
      `pkill -f ${'[v]irt-install'} || true; virsh destroy made; virsh undefine made ${form.method === 'import' ? '' : '--remove-all-storage'}`,
    )
    await typed
    await Promise.all([byPage, byCommand].map((lab) => lab.until(() => made(lab) === undefined)))
  })
})
