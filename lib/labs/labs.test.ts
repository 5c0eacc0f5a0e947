import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { db } from '#lib/db/client.ts'
import type { LabPhase } from '#lib/gateway/protocol.ts'
import { incus } from '#lib/incus/client.ts'
import { createInstance, findInstance, startInstance, stopInstance } from '#lib/incus/instances.ts'
import { readDeploymentId } from './deployment-id.ts'
import { acquireLabHost, closeLabHosts } from './lab-host.ts'
import type { LabRecord } from './lab-record.ts'
import { reconcileLabs } from './reconcile-labs.ts'
import { bringUp } from './start-lab.ts'
import { deleteLab, findOrCreateLab, onPhase, readPhase, resetLab, startLab, stopLab } from './lab-service.ts'

/** Never the Sync one: Incus answers nobody while one of its clients, this process, leaves an answer half read. */
const runNode = async (args: string[], env = process.env) =>
  (await promisify(execFile)(process.execPath, args, { env })).stdout

const site = await vi.hoisted(async () => (await import('./test-site.ts')).makeTestSite())

let lab: LabRecord
const inLab = (command: string[]) => incus().run(lab.instance, command, { timeoutMs: 60_000 })

/** Resolves when the lab is in this phase. */
async function reaches(labId: string, phase: LabPhase['phase']): Promise<LabPhase> {
  const reached = Promise.withResolvers<LabPhase>()
  const look = (now: LabPhase) => now.phase === phase && reached.resolve(now)
  const dispose = onPhase(labId, look)
  look(readPhase(labId))
  return reached.promise.finally(dispose)
}

beforeAll(async () => {
  await reconcileLabs()
  const studentId = await site.addStudent()
  const made = await Promise.all(Array.from({ length: 5 }, () => findOrCreateLab({ studentId, courseId: 'c' })))
  expect(new Set(made.map((one) => one.id)).size).toBe(1)
  lab = made[0] as LabRecord
}, 60_000)

afterAll(async () => {
  await closeLabHosts()
  await site.remove()
}, 60_000)

describe.sequential('the life of a lab', () => {
  test('starts at once for all who ask, through its stages, to a libvirt that answers', async () => {
    const seen: string[] = []
    const note = (now: LabPhase) => seen.push(now.phase === 'provisioning' ? now.stage : now.phase)
    await Promise.all([startLab({ labId: lab.id, onPhase: note }), startLab({ labId: lab.id })])
    expect(seen).toEqual(['creating', 'starting', 'libvirt', 'running'])
    expect((await inLab(['virsh', 'version', '--daemon'])).stdout).toContain('Running against daemon')
    expect((await db().lab.findUnique({ where: { id: lab.id } }))?.image).toMatch(/^[0-9a-f]{64}$/)
    await startLab({ labId: lab.id })
  }, 120_000)

  test('memory, processors, processes and disk are limited, as seen from inside', async () => {
    const memory = await inLab(['sh', '-c', 'grep -E "MemTotal|SwapTotal" /proc/meminfo; nproc'])
    expect(memory.stdout.replaceAll(/ +/g, ' ')).toBe('MemTotal: 2097152 kB\nSwapTotal: 0 kB\n2\n')
    const forks = await inLab([
      'bash',
      '-c',
      'for i in {1..1600}; do sleep 1000 & done 2>&1 | grep -m1 -o "Resource temporarily"; kill $(jobs -p) 2>/dev/null; pkill sleep',
    ])
    expect(forks.stdout).toContain('Resource temporarily')
    // As after every deletion of a lab; other tests delete theirs meanwhile.
    await runNode(['scripts/setup/quotas.mjs'])
    const write = await inLab(['sh', '-c', 'fallocate -l 5G /root/five && fallocate -l 5G /root/ten; rm /root/five'])
    expect(write.stderr).toMatch(/ten: .*(quota exceeded|No space left)|fallocate failed: (Disk quota|No space)/)
  }, 300_000)

  test('its host: commands as root and as student, one libvirt for all holders', async () => {
    const [one, two] = await Promise.all([acquireLabHost(lab.id), acquireLabHost(lab.id)])
    expect((await one.run(['id', '-un'], { user: 'student' })).stdout).toBe('student\n')
    const libvirt = await one.libvirt()
    expect(await two.libvirt()).toBe(libvirt)
    expect(libvirt.state).toBe('connected')
    one.release()
    two.release()
  }, 30_000)

  test('stops and starts again, with its files', async () => {
    const host = await acquireLabHost(lab.id)
    const libvirt = await host.libvirt()
    await inLab(['touch', '/home/student/kept'])
    await stopLab({ labId: lab.id })
    expect(readPhase(lab.id)).toEqual({ phase: 'stopped' })
    expect(libvirt.state).toBe('closed')
    await expect(host.libvirt()).rejects.toMatchObject({ code: 'lab.not-running' })
    await expect(acquireLabHost(lab.id)).rejects.toMatchObject({ code: 'lab.not-running', status: 409 })
    await startLab({ labId: lab.id })
    expect((await inLab(['ls', '/home/student/kept'])).exitCode).toBe(0)
    host.release()
  }, 120_000)

  test('follows what is done to it behind our back', async () => {
    await stopInstance(incus(), lab.instance, { force: true })
    await reaches(lab.id, 'stopped')
    await startInstance(incus(), lab.instance)
    await reaches(lab.id, 'running')
    await inLab(['poweroff'])
    await reaches(lab.id, 'stopped')
    await startLab({ labId: lab.id })
  }, 120_000)

  test('a new server process adopts what runs, and deletes what nobody knows', async () => {
    const orphan = `vl-orphan-${process.pid}`
    const config = { 'user.virtlab.deployment': await readDeploymentId() }
    const { image } = await db().lab.findUniqueOrThrow({ where: { id: lab.id } })
    await createInstance(incus(), {
      name: orphan,
      source: { image: image ?? '' },
      profiles: ['virtlab-lab'],
      config,
      devices: {},
    })
    const pid = (await inLab(['sh', '-c', 'setsid sleep 9999 > /dev/null 2>&1 & echo $!'])).stdout
    // As a server that died in the middle of a start would have left it.
    await db().lab.update({
      where: { id: lab.id },
      data: { phase: '{"phase":"provisioning","stage":"starting","since":1}' },
    })
    const script = `
      import { readPhase, onPhase } from './lib/labs/lab-service.ts'
      import { reconcileLabs } from './lib/labs/reconcile-labs.ts'
      await reconcileLabs()
      if (readPhase('${lab.id}').phase !== 'running') await new Promise((done) => onPhase('${lab.id}', (now) => now.phase === 'running' && done()))
      console.log('adopted')
      process.exit(0)`
    const node = ['--input-type=module-typescript', '-e', script]
    expect(await runNode(node)).toContain('adopted')
    expect((await inLab(['ps', '-o', 'args=', '-p', pid.trim()])).stdout).toContain('sleep 9999')
    expect(await findInstance(incus(), orphan)).toBeNull()
  }, 120_000)

  test('a reset gives a fresh host in the place of the old one', async () => {
    await inLab(['touch', '/home/student/gone'])
    await resetLab({ labId: lab.id })
    expect(readPhase(lab.id).phase).toBe('running')
    expect((await inLab(['ls', '/home/student/gone'])).exitCode).not.toBe(0)
    expect(await findInstance(incus(), `${lab.instance}-new`)).toBeNull()
  }, 120_000)

  test('a delete leaves nothing', async () => {
    await deleteLab({ labId: lab.id })
    expect(readPhase(lab.id)).toEqual({ phase: 'absent' })
    expect(await findInstance(incus(), lab.instance)).toBeNull()
    await expect(startLab({ labId: lab.id })).rejects.toMatchObject({ code: 'lab.not-found', status: 404 })
  }, 60_000)
})

describe.sequential('when it cannot be', () => {
  test('a start that is cancelled is undone', async () => {
    const one = await findOrCreateLab({ studentId: await site.addStudent(), courseId: 'c' })
    const abort = new AbortController()
    const onStage = (now: LabPhase) => now.phase === 'provisioning' && now.stage === 'libvirt' && abort.abort()
    const started = startLab({ labId: one.id, signal: abort.signal, onPhase: onStage })
    await expect(started).rejects.toMatchObject({ code: 'lab.cancelled' })
    expect(readPhase(one.id)).toEqual({ phase: 'absent' })
    expect(await findInstance(incus(), one.instance)).toBeNull()
  }, 60_000)

  test('a start that fails half way leaves nothing, and says why', async () => {
    const one = await findOrCreateLab({ studentId: await site.addStudent(), courseId: 'c' })
    // Too few processes for systemd to come up.
    const limits = { memoryMiB: 1, cpus: 1, processes: 3, diskGiB: 1 }
    await expect(bringUp(one, { limits })).rejects.toMatchObject({ code: expect.stringMatching(/^(incus|lab)\./) })
    expect(await findInstance(incus(), one.instance)).toBeNull()
  }, 120_000)

  test('an image that is missing is a phase that a page can show', async () => {
    const one = await findOrCreateLab({ studentId: await site.addStudent(), courseId: 'c' })
    const script = `
      import { startLab, readPhase } from './lib/labs/lab-service.ts'
      await startLab({ labId: '${one.id}' }).catch((error) => console.log(error.code, error.status))
      console.log(JSON.stringify(readPhase('${one.id}')))
      process.exit(0)`
    const node = ['--input-type=module-typescript', '-e', script]
    const settings = { ...process.env, VIRTLAB_LAB_IMAGE: 't-labs-no-such-image', VIRTLAB_LOG_LEVEL: 'silent' }
    const [line, phase] = (await runNode(node, settings)).split('\n')
    expect(line).toBe('lab.image-missing 503')
    expect(JSON.parse(phase ?? '')).toMatchObject({
      phase: 'failed',
      error: { code: 'lab.image-missing', params: { image: 't-labs-no-such-image' } },
    })
    expect(await findInstance(incus(), one.instance)).toBeNull()
  }, 60_000)
})
