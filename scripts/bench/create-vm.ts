/**
 * How long from "Finish" in the wizard to a running VM: createVm, with its checks, then virt-install, then libvirt's
 * event that the domain has started; for an import and for an ISO. Median of five. Run: node scripts/bench/create-vm.ts
 */
import type { CreationLab as Lab } from '#lib/labs/creation/test-lab.ts'
import type { CreateForm } from '#lib/virt/commands/create-form.ts'
import type { Libvirt } from '#lib/virt/connect.ts'

const { makeTestSite } = await import('#lib/labs/test-site.ts')
process.env.VIRTLAB_LOG_LEVEL ??= 'silent'
const site = makeTestSite()
// What reads the environment comes after it is set.
const { CreationLab } = await import('#lib/labs/creation/test-lab.ts')
const { cancelCreation } = await import('#lib/labs/creation/creations.ts')
const { incus } = await import('#lib/incus/client.ts')

const rounds = 5

interface Times {
  acceptedMs: number
  runningMs: number
}

/** Resolves when libvirt tells that the domain has started. */
function started(libvirt: Libvirt, name: string): Promise<void> {
  return new Promise((resolve) => {
    const dispose = libvirt.onEvent((event) => {
      if (event.type !== 'domain-lifecycle' || event.domain.name !== name || event.event !== 'started') return
      void dispose()
      resolve()
    })
  })
}

async function time(lab: Lab, change: Partial<CreateForm> & { name: string }): Promise<Times> {
  const running = started(await lab.host.libvirt(), change.name)
  const start = performance.now()
  const { id } = await lab.create(change)
  const acceptedMs = performance.now() - start
  await running
  const runningMs = performance.now() - start
  if (change.method === 'import') await lab.ends(id)
  else await cancelCreation({ labId: lab.labId, actor: lab.actor, creationId: id })
  await lab.virsh('destroy', change.name)
  await lab.virsh('undefine', change.name)
  return { acceptedMs, runningMs }
}

function median(values: number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)
}

const lab = await CreationLab.start(site)
try {
  const importPath = await lab.copyImage('bench.qcow2')
  const forms = { import: { method: 'import', importPath }, ISO: {} } as const
  for (const [label, form] of Object.entries(forms)) {
    const times: Times[] = []
    for (let round = 0; round < rounds; round++) times.push(await time(lab, { name: `bench-${round}`, ...form }))
    const accepted = median(times.map((one) => one.acceptedMs))
    const running = median(times.map((one) => one.runningMs))
    console.log(`create VM, ${label}: accepted ${accepted} ms, running ${running} ms (median of ${rounds})`)
  }
} finally {
  await lab.close(site)
  incus().close()
}
process.exit(0)
