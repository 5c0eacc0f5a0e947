import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { CreationView, WireError } from '#lib/gateway/protocol.ts'
import { incus } from '#lib/incus/client.ts'
import { stopInstance } from '#lib/incus/instances.ts'
import type { CreateForm } from '#lib/virt/commands/create-form.ts'
import { resetLab, startLab } from '../lab-service.ts'
import { detectOs, listOses, previewXml, readCreateLimits } from './create-options.ts'
import { cancelCreation, createVm } from './creations.ts'
import { resumeCreations } from './resume-creations.ts'
import { CreationLab, media } from './test-lab.ts'

const site = await vi.hoisted(async () => (await import('../test-site.ts')).makeTestSite())

let lab: CreationLab
let request: { labId: string; actor: Actor }

beforeAll(async () => {
  lab = await CreationLab.start(site)
  request = { labId: lab.labId, actor: lab.actor }
}, 120_000)
afterAll(() => lab?.close(site), 60_000)

describe('what the host offers', () => {
  it('reads its limits, media, images and networks', async () => {
    const limits = await readCreateLimits(request)
    expect(limits.hostCpus).toBe(2)
    expect(limits.hostMemoryMiB).toBe(2048)
    expect(limits.media.map(({ path }) => path)).toEqual([`${media}.iso`])
    expect(limits.images.find(({ path }) => path === `${media}.qcow2`)).toMatchObject({ format: 'qcow2', usedBy: [] })
    expect(limits.networks.find(({ name }) => name === 'pxe')).toMatchObject({ active: true, pxe: true })
    expect(limits.networks.find(({ name }) => name === 'default')).toMatchObject({
      active: true,
      pxe: false,
      forward: 'nat',
    })
  })

  it('knows operating systems and finds them in media', async () => {
    const systems = await listOses(request)
    expect(systems.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['tinyvm1.0', 'debian13', 'generic', 'linux2024']),
    )
    const detect = (source: string) => detectOs({ ...request, source })
    const [iso, tree, none] = await Promise.all([
      detect(`${media}.iso`),
      detect('http://192.168.122.1/tinyvm/'),
      detect('http://192.168.122.1/none/'),
    ])
    expect(iso.os).toMatchObject({ id: 'tinyvm1.0', memoryMiB: 192 })
    expect(tree.os?.id).toBe('tinyvm1.0')
    expect(none.detail).toContain('installable distribution')
  })

  it('shows the XML beforehand, and makes nothing for it', async () => {
    const before = await lab.inventory()
    const xml = await previewXml({ ...request, form: lab.request({ name: 'seen' }).form })
    expect(xml).toContain('<name>seen</name>')
    expect(xml).toContain(`${media}.iso`)
    expect(await lab.inventory()).toEqual(before)
  })

  it('is closed to others', async () => {
    const other: Actor = { ...lab.actor, userId: await site.addStudent() }
    await expect(readCreateLimits({ ...request, actor: other })).rejects.toMatchObject({ code: 'access.forbidden' })
    await expect(createVm({ ...lab.request({}), actor: other })).rejects.toMatchObject({ code: 'access.forbidden' })
  })
})

describe('bad input', () => {
  const inputs: [Partial<CreateForm>, string, string][] = [
    [{ name: '' }, 'name', 'wizard.name-missing'],
    [{ name: 'a/b' }, 'name', 'wizard.name-slash'],
    [{ name: '../x' }, 'name', 'wizard.name-slash'],
    [{ name: '<x>' }, 'name', 'wizard.name-character'],
    [{ name: 'm', memoryMiB: 0 }, 'memoryMiB', 'wizard.memory-zero'],
    [{ name: 'm', memoryMiB: 1e9 }, 'memoryMiB', 'wizard.memory-too-large'],
    [{ name: 'm', vcpus: 0 }, 'vcpus', 'wizard.vcpus-zero'],
    [{ name: 'm', isoPath: '/var/lib/libvirt/images/none.iso' }, 'isoPath', 'wizard.media-not-found'],
    [{ name: 'm', isoPath: '/etc/passwd' }, 'isoPath', 'wizard.path-outside-pools'],
    [{ name: 'm', sizeGiB: 5000 }, 'sizeGiB', 'wizard.size-too-large'],
    [{ name: 'm', network: 'none' }, 'network', 'wizard.network-not-found'],
    [{ name: 'm', method: 'url', url: 'http://192.168.122.1/none/' }, 'url', 'wizard.url-no-tree'],
    [{ name: 'm', method: 'url', url: 'http://192.168.122.9/' }, 'url', 'wizard.url-unreachable'],
  ]

  it('is told at its field, and nothing is made', async () => {
    const before = await lab.inventory()
    const results = await Promise.all(inputs.map(([change]) => lab.submit(change)))
    expect(results).toEqual(inputs.map(([, field, code]) => ({ invalid: [expect.objectContaining({ field, code })] })))
    expect(await lab.inventory()).toEqual(before)
  })

  it('undoes what virt-install had begun when it fails, and gives its words', async () => {
    const before = await lab.inventory()
    // QEMU itself refuses it: no form can know.
    const { id } = await lab.create({ name: 'fails', cpuMode: 'maximum', machine: 'pc', vcpus: 254 })
    const { view } = await lab.ends(id)
    expect(view).toMatchObject({ stage: 'failed', domainUuid: null })
    expect(view.error?.detail).toBeTruthy()
    expect(await lab.inventory()).toEqual(before)
  })
})

describe('several at once', () => {
  const unused = { method: 'pxe', network: 'pxe' } as const

  it('the same form sent twice makes one VM; another form with its name or disk is refused', async () => {
    const form = { name: 'once', method: 'import', importPath: await lab.copyImage('once.qcow2') } as const
    const [first, second, other] = await Promise.all([
      lab.submit(form, 'same'),
      lab.submit(form, 'same'),
      lab.submit(form),
    ])
    const { id } = first as CreationView
    expect(second).toMatchObject({ id })
    expect(other).toMatchObject({ invalid: [{ field: 'name', code: 'wizard.name-taken' }] })
    expect((await lab.ends(id)).view.stage).toBe('done')
    const codes = ((await lab.submit(form)) as { invalid: WireError[] }).invalid.map(({ code }) => code)
    expect(codes.toSorted()).toEqual(['wizard.image-in-use', 'wizard.name-taken'])
    expect(await lab.submit(form, 'same')).toMatchObject({ id, stage: 'done' })
    await lab.remove('once')
  })

  it('two tabs with different VMs get both', async () => {
    const before = await lab.inventory()
    const names = ['left', 'right', 'left-1']
    const made = await Promise.all(names.map((name) => lab.create({ name, ...unused })))
    const begun = await Promise.all(made.map(({ id }) => lab.reaches(id, 'installing', 'failed')))
    expect(begun.map(({ view }) => view.error)).toEqual([null, null, null])
    const disks = names.map((name) => `/var/lib/libvirt/images/${name}.qcow2`)
    expect(await Promise.all(names.map((name) => lab.virsh('domblklist', name)))).toEqual(
      disks.map((disk) => expect.stringContaining(disk)),
    )
    await Promise.all(made.map(({ id }) => cancelCreation({ ...request, creationId: id })))
    expect(await lab.inventory()).toEqual(before)
  })

  /** As a student would in the terminal; the exit code. */
  const inTerminal = async (name: string) =>
    lab.host.run(
      [
        ...[
          'virt-install',
          '--name',
          name,
          '--memory',
          '192',
          '--osinfo',
          'tinyvm1.0',
          '--pxe',
          '--network',
          'network=pxe',
        ],
        ...['--disk', 'pool=default,size=1', '--graphics', 'none', '--noautoconsole', '--wait', '0'],
      ],
      { user: 'student' },
    )

  it.each(['the terminal first', 'the wizard first'])(
    'one name from both, %s: one gets it, and keeps it whole',
    async (order) => {
      const before = await lab.inventory()
      const submit = () => lab.submit({ name: 'both', ...unused })
      const typed = order === 'the terminal first' ? inTerminal('both') : null
      const submitted = await submit()
      const terminal = await (typed ?? inTerminal('both'))
      let errors: WireError[] = []
      if ('invalid' in submitted) errors = submitted.invalid
      else {
        const { view } = await lab.reaches(submitted.id, 'installing', 'failed')
        errors = view.error ? [view.error] : []
      }
      expect(errors.length === 0).toBe(terminal.exitCode !== 0)
      const taken = ['wizard.name-taken', 'wizard.failed-name-taken', 'wizard.failed-volume-taken']
      for (const { code, detail } of errors) expect(taken, detail).toContain(code)
      expect(await lab.virsh('domstate', 'both')).toBe('running')
      const disk = /\/\S+/.exec(await lab.virsh('domblklist', 'both'))?.[0]
      const { volumes } = await lab.inventory()
      expect(volumes).toHaveLength(before.volumes.length + 1)
      expect(volumes.join('\n')).toContain(disk)
      if (!('invalid' in submitted) && errors.length === 0)
        await cancelCreation({ ...request, creationId: submitted.id })
      else await lab.remove('both')
      expect(await lab.inventory()).toEqual(before)
    },
  )
})

describe('what is interrupted', () => {
  it('cancelled: the VM and its disk are removed', async () => {
    const before = await lab.inventory()
    const { id } = await lab.create({ name: 'stopped' })
    await lab.reaches(id, 'installing')
    expect((await lab.inventory()).domains).toContain('stopped')
    expect((await cancelCreation({ ...request, creationId: id })).stage).toBe('cancelled')
    expect(await lab.inventory()).toEqual(before)
    await expect(cancelCreation({ ...request, creationId: 'none' })).rejects.toMatchObject({
      code: 'wizard.no-creation',
    })
  })

  it('by a host that is powered off from its terminal: failed at once, removed when the host runs again', async () => {
    const before = await lab.inventory()
    const { id } = await lab.create({ name: 'cut' })
    await lab.reaches(id, 'installing')
    await lab.host.run(['poweroff'])
    expect((await lab.ends(id)).view).toMatchObject({ stage: 'failed', error: { code: 'wizard.failed-interrupted' } })
    // The host would wait minutes for a VM that is being installed and hears no power button.
    await stopInstance(incus(), lab.host.instance, { force: true })
    await startLab({ labId: lab.labId })
    await lab.reopen()
    await resumeCreations(lab.labId)
    expect(await lab.inventory()).toEqual(before)
  })

  it('by a reset: failed, and the name is free', async () => {
    const { id } = await lab.create({ name: 'cut' })
    await lab.reaches(id, 'installing')
    await resetLab({ labId: lab.labId })
    expect((await lab.ends(id)).view).toMatchObject({ stage: 'failed', error: { code: 'wizard.failed-replaced' } })
    await lab.reopen()
    await resumeCreations(lab.labId)
    expect((await lab.inventory()).domains).toEqual([''])
    expect(await lab.submit({ name: 'cut', sizeGiB: 0 })).toMatchObject({ invalid: [{ field: 'sizeGiB' }] })
  })
})
