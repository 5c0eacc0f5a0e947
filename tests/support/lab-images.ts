import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { env } from '#lib/base/env.ts'
import { incus } from '#lib/incus/client.ts'

const run = promisify(execFile)

export interface LabImage {
  libvirt: string
  alias: string
  /** Makes sure that Incus has it. */
  ensure(): Promise<void>
}

const recipe = path.join(import.meta.dirname, '../virt/libvirt9-image.sh')
const libvirt9 = 'virtlab-test-libvirt9'

interface ImageInfo {
  properties: Record<string, string>
}

async function readImage(alias: string): Promise<ImageInfo | null> {
  const { target } = await incus().request<{ target: string }>('GET', `/1.0/images/aliases/${alias}`)
  return incus().request<ImageInfo>('GET', `/1.0/images/${target}`)
}

async function ensureLabImage(): Promise<void> {
  const image = await readImage(env.labImage).catch(() => null)
  if (!image) throw new Error(`Incus has no image ${env.labImage}: npm run up makes it`)
}

async function ensureLibvirt9(): Promise<void> {
  const hash = createHash('sha256')
    .update(await readFile(recipe))
    .digest('hex')
    .slice(0, 16)
  const image = await readImage(libvirt9).catch(() => null)
  if (image?.properties['virtlab.hash'] !== hash) await run('bash', [recipe, hash])
}

/** What lib/virt is tested against: the libvirt of the lab host, and the oldest that it speaks with. */
export const labImages: LabImage[] = [
  { libvirt: '11.3', alias: env.labImage, ensure: ensureLabImage },
  { libvirt: '9.0', alias: libvirt9, ensure: ensureLibvirt9 },
]
