import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { CreateForm } from '#lib/virt/commands/create-form.ts'
import { resumeCreations } from './resume-creations.ts'
import { CreationLab } from './test-lab.ts'

const site = await vi.hoisted(async () => (await import('../test-site.ts')).makeTestSite())
/** A minute or two on an idle machine. */
const installMs = 600_000
let lab: CreationLab

beforeAll(async () => {
  lab = await CreationLab.start(site)
}, 120_000)
afterAll(() => lab?.close(site), 60_000)

/** Each with its login prompt at the end: it has booted what was installed. */
async function installs(change: Partial<CreateForm> & { name: string }) {
  const { id } = await lab.create(change)
  const { view, seen } = await lab.ends(id)
  expect(view).toMatchObject({ stage: 'done', error: null })
  await lab.readsLogin(view.domainUuid as string)
  await lab.remove(change.name)
  return seen
}

const stages = ['installing', 'restarting', 'done']

test.concurrent(
  'import',
  async () => {
    await installs({ name: 'imported', method: 'import', importPath: await lab.copyImage('imported.qcow2') })
  },
  installMs,
)

test.concurrent(
  'network install',
  async () => {
    const url = 'http://192.168.122.1/tinyvm/'
    expect(await installs({ name: 'tree', method: 'url', url, kernelArgs: 'tinyvm.auto=1' })).toEqual(
      expect.arrayContaining(stages),
    )
  },
  installMs,
)

test.concurrent(
  'network boot',
  async () => {
    expect(await installs({ name: 'pxe', method: 'pxe', network: 'pxe' })).toEqual(expect.arrayContaining(stages))
  },
  installMs,
)

test.concurrent(
  'ISO; the server that began it is killed meanwhile, and the next one sees it through',
  async () => {
    const request = JSON.stringify(lab.request({ name: 'survivor' }, 'survivor'))
    const child = spawn(process.execPath, ['lib/labs/creation/create-and-hang.ts', request], {
      env: { ...process.env, VIRTLAB_LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    await resumeCreations(lab.labId)
    const { view, seen } = await lab.ends(String(line).trim())
    expect(view).toMatchObject({ stage: 'done', error: null, name: 'survivor' })
    expect(seen).toEqual(expect.arrayContaining(stages))
    await lab.readsLogin(view.domainUuid as string)
    await lab.remove('survivor')
  },
  installMs,
)
