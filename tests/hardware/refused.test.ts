import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { OperationInput, OperationName } from '#lib/labs/operations/catalogue.ts'
import type { LiveLab } from '#tests/support/live-lab.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const define = (name: string) =>
  `virt-install --name ${name} --osinfo generic --memory 64 --vcpus 2 --disk none --network none --import --boot hd \\
  --graphics none --print-xml > /tmp/${name}.xml && virsh -q define /tmp/${name}.xml`
const config = { live: false, config: true }
const both = { live: true, config: true }

describe('what cannot be is refused in clear words, and nothing is half done', { timeout: 120_000 }, () => {
  let lab: LiveLab
  let actor: Actor

  const perform = async <N extends OperationName>(operation: N, input: OperationInput<N>) => {
    const { performOperation } = await import('#lib/labs/operations/perform-operation.ts')
    await performOperation(actor, { labId: lab.labId, operation, jobId: crypto.randomUUID(), input })
  }
  const state = () =>
    lab.run('for vm in web other passing; do virsh dumpxml $vm; virsh dumpxml --inactive $vm; done; virsh list --all')
  /** As libvirt gives it: virsh ends it with a line of its own. */
  const xmlOf = async (vm: string) =>
    (await lab.run(`virsh dumpxml --inactive --security-info ${vm}`)).replace(/\n$/, '')

  /** It is refused so, and all VMs are as they were. */
  async function refused<N extends OperationName>(operation: N, input: unknown, error: object): Promise<void> {
    const before = await state()
    await expect(perform(operation, input as OperationInput<N>)).rejects.toMatchObject(error)
    expect(await state()).toBe(before)
  }

  beforeAll(async () => {
    const { LiveLab: Lab } = await import('#tests/support/live-lab.ts')
    lab = await Lab.start(await site.addStudent())
    actor = { userId: lab.studentId, role: 'student', name: 'ann', locale: 'en' }
    await lab.run(`${define('web')} && ${define('other')} && virsh -q start other --paused`)
    await lab.run(
      `sed 's/>web</>passing</; /uuid/d' /tmp/web.xml > /tmp/passing.xml && virsh -q create /tmp/passing.xml --paused`,
    )
  })
  afterAll(async () => {
    await lab?.remove()
    await site.remove()
  })

  it.each([
    ['vm-overview', { title: 'a\nb' }, 'title'],
    ['vm-overview', { title: 'bell\u0007' }, 'title'],
    ['vm-overview', { description: 'escape \u001b[31m' }, 'description'],
    ['vm-overview', { newName: '--config' }, 'newName'],
    ['vm-cpus', { current: 0 }, 'current'],
    ['vm-cpus', { maximum: 1e9 }, 'maximum'],
    ['vm-cpus', { maximum: 2.5 }, 'maximum'],
    ['vm-cpus', { cpu: { mode: 'custom', name: "x'/><x" } }, 'cpu.name'],
    ['vm-cpus', { cpu: { mode: 'custom', name: 'Nehalem,mode=host-passthrough' } }, 'cpu.name'],
    ['vm-set-memory', { maximumMiB: Number.MAX_SAFE_INTEGER }, 'maximumMiB'],
    ['vm-set-memory', { currentMiB: -1 }, 'currentMiB'],
    ['vm-set-memory', { periodSeconds: 1e6 }, 'periodSeconds'],
    ['vm-boot', { order: [{ element: 'disk', key: "vda'] | //*", index: 1 }] }, 'order.0.key'],
    ['vm-boot', { kernel: { kernel: '/k', initrd: '', cmdline: 'a\nb' } }, 'kernel.cmdline'],
  ] as const)('[4.1-tree] %s %j: its field is named', async (operation, input, field) =>
    refused(operation, { vm: 'web', when: config, ...input }, { code: 'operation.bad-request', field }),
  )

  it('[4.2-vcpus] more CPUs than the machine takes, which libvirt would let by and never define again', async () =>
    refused(
      'vm-cpus',
      { vm: 'web', maximum: 4096, when: config },
      { code: 'hardware.above-machine', field: 'maximum', params: { max: 255 } },
    ))

  it('[4.2-vcpus] more at once than the running VM takes: the maximum of the next start is put back as well', async () =>
    refused(
      'vm-cpus',
      { vm: 'other', maximum: 8, current: 6, when: both },
      { message: expect.stringContaining('6 > 2') },
    ))

  it('[4.3-memory] more at once than the running VM has', async () =>
    refused(
      'vm-set-memory',
      { vm: 'other', maximumMiB: 512, currentMiB: 256, locked: true, periodSeconds: 3, when: both },
      {
        code: 'libvirt.8',
      },
    ))

  it('[4.2-topology] a product that is not the maximum', async () =>
    refused(
      'vm-cpus',
      { vm: 'web', maximum: 6, current: 2, topology: { sockets: 2, cores: 2, threads: 1 }, when: config },
      { code: 'hardware.topology', field: 'topology', params: { product: 4, maximum: 6 } },
    ))

  it('[4.1-tree] a name that is taken: title and description are as before', async () => {
    await lab.run('virsh desc web --title --config before')
    await refused('vm-overview', { vm: 'web', title: 'after', newName: 'other', when: config }, { code: 'libvirt.55' })
  })

  it('[4.1-tree] a new name while it runs', async () =>
    refused('vm-overview', { vm: 'other', newName: 'third', title: 't', when: both }, { code: 'hardware.not-off' }))

  it('[4.2-pending] what a transient VM is to keep: it does not become persistent by it', async () => {
    await refused('vm-set-memory', { vm: 'passing', locked: true, when: both }, { code: 'hardware.transient' })
    expect(await lab.run('virsh dominfo passing')).toMatch(/Persistent:\s+no/)
  })

  it('[4.2-pending] what is to be now of a VM that is off', async () =>
    refused('vm-cpus', { vm: 'web', current: 1, when: both }, { code: 'hardware.not-running' }))

  it('[4.2-boot] a device that is not there', async () =>
    refused(
      'vm-boot',
      { vm: 'web', autostart: true, order: [{ element: 'disk', key: 'vda', index: 1 }] },
      { code: 'hardware.device-gone', params: { device: 'vda' } },
    ))

  it.each([
    ['another name', /<name>web/, '<name>fine', { code: 'hardware.xml-name', params: { line: 2 } }],
    ['another UUID', /<uuid>./, '<uuid>x', { code: 'hardware.xml-uuid', params: { line: 3 } }],
    ['an end tag that is missing', '</vcpu>', '', { code: 'xml.not-well-formed' }],
    [
      'an entity of one’s own',
      /^/,
      '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
      { code: 'xml.not-well-formed' },
    ],
    ['another element', /^[\s\S]*$/, '<network><name>web</name></network>', { code: 'hardware.xml-root' }],
  ] as const)('[4.1-xml] %s', async (_, find, replace, error) => {
    const xml = await xmlOf('web')
    await refused('vm-define-xml', { vm: 'web', xml: xml.replace(find, replace), base: xml }, error)
  })

  it('[4.1-xml] what is not in the schema, at its line, in libvirt’s words', async () => {
    const xml = await xmlOf('web')
    const wrong = xml.replace('<on_crash>', '<on_smash>x</on_smash>\n  <on_crash>')
    const line = wrong.split('\n').findIndex((one) => one.includes('on_smash')) + 1
    await refused(
      'vm-define-xml',
      { vm: 'web', xml: wrong, base: xml },
      {
        code: 'hardware.xml-schema',
        params: { line, words: expect.stringContaining('on_smash') },
      },
    )
  })

  it('[4.1-xml] what the schema lets by and libvirt refuses', async () => {
    const xml = await xmlOf('web')
    const wrong = xml.replace(/machine='[^']*'/, "machine='pc-nonsense'")
    const line = wrong.split('\n').findIndex((one) => one.includes('pc-nonsense')) + 1
    await refused(
      'vm-define-xml',
      { vm: 'web', xml: wrong, base: xml },
      {
        code: 'hardware.xml-refused',
        params: { line, words: expect.stringContaining('pc-nonsense') },
      },
    )
  })

  it('[4.1-xml] what was changed in the terminal meanwhile is not overwritten', async () => {
    const xml = await xmlOf('web')
    await lab.run('virsh setmaxmem web 96M --config')
    await refused(
      'vm-define-xml',
      { vm: 'web', xml: xml.replace('>2</vcpu>', '>3</vcpu>'), base: xml },
      {
        code: 'hardware.changed-meanwhile',
      },
    )
  })

  it('[4.1-xml] a password of a display survives an edit elsewhere', async () => {
    await lab.run('virt-xml web --add-device --graphics vnc,password=secret')
    await perform('vm-cpus', { vm: 'web', cpu: { mode: 'custom', name: 'Nehalem' }, when: config })
    await perform('vm-boot', { vm: 'web', menu: true })
    expect(await xmlOf('web')).toContain("passwd='secret'")
  })
})
