import { z } from 'zod'
import { VirtLabError } from '#lib/base/error.ts'
import { singleton } from '#lib/base/singleton.ts'
import type { LabHost } from '../lab-host.ts'
import { osScript } from './os-script.ts'

const osSchema = z.object({
  /** libosinfo short id */
  id: z.string(),
  name: z.string(),
  endOfLife: z.boolean(),
  /** What its makers recommend; null if libosinfo does not know. */
  memoryMiB: z.number().nullable(),
  minimumMemoryMiB: z.number().nullable(),
  vcpus: z.number().nullable(),
  storageMiB: z.number().nullable(),
  virtio: z.boolean(),
})
export type OperatingSystem = z.infer<typeof osSchema>

/** `os` null: the medium can be read, but nothing known was found in it. `detail`: why it cannot be read. */
export interface OsDetection {
  os: OperatingSystem | null
  detail?: string
}

const detectionSchema = z.object({ os: osSchema.nullable(), error: z.string().optional() })
const timeoutMs = 30_000

/** All systems that the lab host's libosinfo knows; read once per lab image. Code: wizard.os-list. */
export function readOperatingSystems(host: Pick<LabHost, 'run'>, image: string): Promise<OperatingSystem[]> {
  const lists = singleton('os-lists', () => new Map<string, Promise<OperatingSystem[]>>())
  const known = lists.get(image)
  if (known) return known
  const reading = runScript(host, ['list']).then((output) => z.array(osSchema).parse(output))
  lists.set(image, reading)
  reading.catch(() => lists.delete(image))
  return reading
}

/** Looks into an ISO or an install tree, as virt-install does. */
export async function detectOperatingSystem(
  host: Pick<LabHost, 'run'>,
  kind: 'iso' | 'url',
  source: string,
): Promise<OsDetection> {
  const { os, error } = detectionSchema.parse(await runScript(host, ['detect', kind, source]))
  return error ? { os, detail: error } : { os }
}

async function runScript(host: Pick<LabHost, 'run'>, words: string[]): Promise<unknown> {
  const result = await host.run(['python3', '-', ...words], { input: osScript, user: 'student', timeoutMs })
  const line = result.stdout.trim().split('\n').at(-1)
  if (result.exitCode === 0 && line) return JSON.parse(line)
  const lastWords = result.stderr.trim().split('\n').at(-1) ?? ''
  throw new VirtLabError({
    code: 'wizard.os-list',
    message: `osinfo script: ${result.stderr}`,
    params: { words: lastWords },
  })
}
