/**
 * How long a student waits for a lab host: from the click to a usable prompt, and to a libvirt that answers; cold (the
 * instance is created) and warm (it exists, stopped). Median of five. Run: node scripts/bench/lab-start.ts
 */
import { randomBytes } from 'node:crypto'
import { incus } from '#lib/incus/client.ts'
import { removeInstance, startInstance, stopInstance } from '#lib/incus/instances.ts'
import { createLabInstance } from '#lib/labs/lab-instance.ts'
import { waitForLibvirt, waitForLogin } from '#lib/labs/wait-until-up.ts'

const rounds = 5

interface Times {
  promptMs: number
  libvirtMs: number
}

/** Brings it up as startLab does, and takes the prompt's time when a student's command has answered. */
async function time(name: string, prepare: () => Promise<unknown>): Promise<Times> {
  const start = performance.now()
  await prepare()
  await startInstance(incus(), name)
  await waitForLogin(name)
  await incus().run(name, ['true'], { user: 'student' })
  const promptMs = performance.now() - start
  await waitForLibvirt(name)
  return { promptMs, libvirtMs: performance.now() - start }
}

function median(values: number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)
}

const cold: Times[] = []
const warm: Times[] = []
for (let round = 0; round < rounds; round++) {
  const name = `bench-lab-${randomBytes(3).toString('hex')}`
  try {
    cold.push(await time(name, () => createLabInstance({ labId: 'bench', name, template: null })))
    await stopInstance(incus(), name, { force: true })
    warm.push(await time(name, async () => {}))
  } finally {
    await removeInstance(incus(), name)
  }
}
for (const [label, times] of Object.entries({ cold, warm })) {
  const prompt = median(times.map((one) => one.promptMs))
  const libvirt = median(times.map((one) => one.libvirtMs))
  console.log(`lab start, ${label}: prompt ${prompt} ms, libvirt ${libvirt} ms (median of ${rounds})`)
}
incus().close()
