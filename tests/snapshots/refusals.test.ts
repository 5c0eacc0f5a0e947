import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { OperationInput, OperationName } from '#lib/labs/operations/catalogue.ts'
import type { SnapshotForm } from '#lib/virt/commands/snapshot-commands.ts'
import type { LiveLab } from '#tests/support/live-lab.ts'
import { normaliseState, printState } from '#tests/support/normalise-state.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { LiveLab: Lab } = await import('#tests/support/live-lab.ts')
const { performOperation } = await import('#lib/labs/operations/perform-operation.ts')

const images = '/var/lib/libvirt/images'
const make = (name: string, more = '') => `
virsh -q vol-create-as default ${name}.qcow2 64M --format qcow2 --allocation 0
virt-install --name ${name} --osinfo generic --memory 64 --vcpus 1 --disk vol=default/${name}.qcow2,bus=virtio \\
  --network none --import --graphics none ${more} --print-xml > /tmp/${name}.xml && virsh -q define /tmp/${name}.xml`

let lab: LiveLab
let actor: Actor

beforeAll(async () => {
  lab = await Lab.start(await site.addStudent())
  actor = { userId: lab.studentId, role: 'student', name: 'ann', locale: 'en' }
  await lab.run(`${make('off')}
${make('clip', '--channel qemu-vdagent,source.clipboard.copypaste=yes --graphics vnc')}
virsh -q vol-create-as default raw.img 1M --format raw
virt-install --name raw --osinfo generic --memory 64 --disk vol=default/raw.img,format=raw --network none --import \\
  --graphics none --print-xml > /tmp/raw.xml && virsh -q define /tmp/raw.xml
virsh -q start clip --paused; virsh -q snapshot-create-as off taken`)
  await lab.until(({ snapshots }) => Object.values(snapshots).some(({ name }) => name === 'taken'))
})
afterAll(async () => {
  await lab?.remove()
  await site.remove()
})

function perform<N extends OperationName>(operation: N, input: OperationInput<N>): Promise<void> {
  return performOperation(actor, { labId: lab.labId, operation, jobId: crypto.randomUUID(), input })
}
const state = async () => normaliseState(await lab.run(`${printState}\nfind ${images} | sort`))

async function refuses<N extends OperationName>(operation: N, input: OperationInput<N>, expected: object) {
  const before = await state()
  await expect(perform(operation, input)).rejects.toMatchObject(expected)
  expect(await state()).toBe(before)
}

const form = {
  vm: 'off',
  snapshot: 'new',
  description: '',
  kind: 'internal',
  memoryFile: null,
  quiesce: false,
} as const

describe('a new snapshot', () => {
  it.each<[Partial<SnapshotForm>, string, string]>([
    [{ snapshot: '' }, 'snapshots.name-missing', 'snapshot'],
    [{ snapshot: 'a/b' }, 'snapshots.name-slash', 'snapshot'],
    [{ snapshot: '.hidden' }, 'snapshots.name-dot', 'snapshot'],
    [{ snapshot: '--current' }, 'snapshots.name-dash', 'snapshot'],
    [{ snapshot: '</name><x/>' }, 'snapshots.name-slash', 'snapshot'],
    [{ snapshot: '<x>' }, 'snapshots.name-character', 'snapshot'],
    [{ snapshot: 'a\nb' }, 'snapshots.name-control', 'snapshot'],
    [{ snapshot: '快'.repeat(50) }, 'snapshots.name-long', 'snapshot'],
    [{ snapshot: 'taken' }, 'snapshots.name-taken', 'snapshot'],
    [{ description: 'x'.repeat(5_000) }, 'snapshots.description-long', 'description'],
    [{ description: '\u0001' }, 'snapshots.description-control', 'description'],
    [{ kind: 'external-memory', memoryFile: '/tmp/m' }, 'snapshots.not-running', 'kind'],
    [{ vm: 'raw' }, 'snapshots.raw-disk', 'kind'],
    [{ vm: 'clip' }, 'snapshots.vdagent', 'kind'],
    [{ vm: 'clip', kind: 'external-memory', memoryFile: '/tmp/m' }, 'snapshots.vdagent', 'kind'],
  ])('with %j is refused', (change, code, field) => refuses('snapshot-create', { ...form, ...change }, { code, field }))

  it('[8.4-create] of disks alone is possible all the same where the clipboard or raw disks forbid the rest', async () => {
    await perform('snapshot-create', { ...form, vm: 'clip', kind: 'external' })
    await perform('snapshot-create', { ...form, vm: 'raw', kind: 'external' })
    expect(await lab.run('virsh snapshot-info clip new; virsh snapshot-info raw new')).toMatch(
      /disk-snapshot[^]*shutoff\nLocation:\s+external/,
    )
  })

  it('does not write over a file', async () => {
    await lab.run(`${make('runs')}\nvirsh -q start runs --paused; echo kept > /srv/kept`)
    const memory = { ...form, vm: 'runs', kind: 'external-memory', memoryFile: '/srv/kept' } as const
    await refuses('snapshot-create', memory, { code: 'snapshots.memory-file-taken', field: 'memoryFile' })
    expect(await lab.run('cat /srv/kept')).toBe('kept\n')
  })
})

describe('a snapshot that is there', () => {
  it('[8.5-undefine] keeps its VM from being undefined as it is', async () => {
    await expect(lab.run('virsh undefine off')).rejects.toThrow(/cannot delete inactive domain with 1 snapshots/)
  })

  it('and is gone meanwhile is told so', async () => {
    const gone = { vm: 'off', snapshot: 'gone' }
    await refuses('snapshot-revert', { ...gone, state: 'as-it-was', force: false }, { code: 'snapshots.gone' })
    await refuses('snapshot-delete', { ...gone, scope: 'one' }, { code: 'snapshots.gone' })
    await refuses('snapshot-describe', { ...gone, description: '', xml: '' }, { code: 'snapshots.gone' })
  })

  it('whose XML is not what the page has is not redefined', () =>
    refuses(
      'snapshot-describe',
      { vm: 'off', snapshot: 'taken', description: 'x', xml: '<domainsnapshot/>' },
      { code: 'snapshots.changed-meanwhile', field: 'description' },
    ))

  it('[8.5-revert] whose file is gone: libvirt’s words, and what they mean', async () => {
    await lab.run(`${make('lost')}\nvirsh -q snapshot-create-as lost ext --disk-only; mv ${images}/lost.qcow2 /srv/`)
    const revert = { vm: 'lost', snapshot: 'ext', state: 'as-it-was', force: false } as const
    const told = await perform('snapshot-revert', revert).catch((error: unknown) => error)
    expect(told).toMatchObject({
      code: 'snapshots.file-missing',
      params: { words: expect.stringContaining("disk 'vda' is not a regular file") },
    })
  })
})

describe('the history tells what the terminal did:', () => {
  it.each([
    ['snapshot-create-as off typed', 'snapshot-created', 'typed'],
    ['snapshot-revert off taken', 'snapshot-reverted', 'taken'],
    ['snapshot-delete off typed', 'snapshot-deleted', 'typed'],
  ])('virsh %s', async (line, summary, snapshot) => {
    await lab.run(`virsh -q ${line}`)
    await lab.until(({ history }) =>
      Object.values(history).some(
        (entry) => entry.source === 'terminal' && entry.summary === summary && entry.params.snapshot === snapshot,
      ),
    )
  })
})
