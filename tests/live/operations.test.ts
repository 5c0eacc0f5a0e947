import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { HistoryEntry } from '#lib/gateway/protocol.ts'
import type { LiveLab } from '#tests/support/live-lab.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())
const { LiveLab: Lab } = await import('#tests/support/live-lab.ts')
const { performOperation, cancelOperation } = await import('#lib/labs/operations/perform-operation.ts')

let lab: LiveLab
let ann: Actor
let ben: Actor
const xml = `<domain type='qemu'><name>demo</name><memory unit='MiB'>64</memory>
  <os><type arch='x86_64' machine='q35'>hvm</type></os></domain>`

beforeAll(async () => {
  lab = await Lab.start(await site.addStudent())
  ann = { userId: lab.studentId, role: 'student', name: 'ann', locale: 'en' }
  ben = { userId: await site.addStudent(), role: 'student', name: 'ben', locale: 'en' }
  await lab.run('cat > /tmp/demo.xml && virsh define /tmp/demo.xml', { input: xml })
  await lab.until(({ domains }) => Object.keys(domains).length === 1)
})
afterAll(async () => {
  await lab?.remove()
  await site.remove()
})

const request = (change: object = {}) => ({
  labId: lab.labId,
  operation: 'vm-autostart',
  jobId: crypto.randomUUID(),
  input: { vm: 'demo', autostart: true },
  ...change,
})
const entries = () => Object.values(lab.state.history)
const told = (summary: string): HistoryEntry | undefined => entries().findLast((entry) => entry.summary === summary)
const autostart = () => lab.run('virsh dominfo demo | grep Autostart')

describe('an operation', () => {
  it.each([
    ['of another student’s lab', () => [ben, request()], 'access.forbidden'],
    ['of a lab that is not', () => [ann, request({ labId: 'none' })], 'lab.not-found'],
    ['that is not in the catalogue', () => [ann, request({ operation: 'rm' })], 'operation.bad-request'],
    ['by a name that every object has', () => [ann, request({ operation: '__proto__' })], 'operation.bad-request'],
    [
      'with a name that is an option',
      () => [ann, request({ input: { vm: '--all', autostart: true } })],
      'operation.bad-request',
    ],
    [
      'with a name of two lines',
      () => [ann, request({ input: { vm: 'a\nb', autostart: true } })],
      'operation.bad-request',
    ],
    ['without input', () => [ann, request({ input: undefined })], 'operation.bad-request'],
    ['on a VM that is not', () => [ann, request({ input: { vm: 'none', autostart: true } })], 'libvirt.42'],
  ] as const)('%s is refused, and nothing is told of it', async (_what, arrange, code) => {
    const [actor, sent] = arrange() as [Actor, object]
    const before = entries().length
    await expect(performOperation(actor, sent)).rejects.toMatchObject({ code })
    expect(await autostart()).toMatch(/disable/)
    expect(entries()).toHaveLength(before)
    expect(lab.state.jobs).toEqual({})
  })

  it('is told once, as the page’s, with its command', async () => {
    await performOperation(ann, request())
    await lab.until(({ domains }) => Object.values(domains)[0]?.autostart === true)
    expect(told('vm-autostart')).toMatchObject({ source: 'gui', command: 'virsh autostart demo' })
    expect(told('vm-autostart-on')).toBeUndefined()
  })

  it('may be cancelled by nobody else', async () => {
    const { labId, jobId } = request()
    await expect(cancelOperation(ben, { labId, jobId })).rejects.toMatchObject({ code: 'access.forbidden' })
  })
})

describe('what is typed in the terminal', () => {
  it('is told as the terminal’s, with the diff of the XML', async () => {
    await lab.run('virsh setvcpus demo 2 --config --maximum')
    await lab.until(() => told('vm-edited') !== undefined)
    expect(told('vm-edited')).toMatchObject({ source: 'terminal', command: null })
    expect(told('vm-edited')?.diff).toMatch(/^--- demo \(persistent\)[^]*-.*<vcpu.*>1<[^]*\+.*<vcpu.*>2</m)
  })

  it('is kept: the next server reads the same', async () => {
    const before = entries()
    await lab.reopen()
    expect(entries().toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(
      before.toSorted((a, b) => a.id.localeCompare(b.id)),
    )
  })
})
