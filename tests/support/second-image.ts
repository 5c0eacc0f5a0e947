import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { incus } from '#lib/incus/client.ts'
import { findImage } from '#lib/incus/images.ts'
import { imageOf, listAllInstances, removeInstance } from '#lib/incus/instances.ts'

const call = (command: string, ...args: string[]) => promisify(execFile)(command, args)

/**
 * An alias of a test's own for the lab image, and a second image, the same but for its description, that it can be moved to. Nobody
 * else's alias is touched.
 */
export class SecondImage {
  readonly alias: string
  readonly first: string
  second = ''

  private constructor(alias: string, first: string) {
    this.alias = alias
    this.first = first
  }

  static async make(alias: string, of = 'virtlab-lab'): Promise<SecondImage> {
    const first = await findImage(incus(), of)
    if (!first) throw new Error(`there is no image ${of}: npm run up makes it`)
    const images = new SecondImage(alias, first)
    await incus().request('POST', '/1.0/images/aliases', { name: alias, target: first, type: 'container' })
    return images
  }

  /** Imports the second image, and lets the alias name it. */
  async upgrade(): Promise<void> {
    const folder = mkdtempSync(path.join(tmpdir(), 'virtlab-image-'))
    try {
      await call('incus', 'image', 'export', this.first, `${folder}/`)
      const files = readdirSync(folder).map((name) => path.join(folder, name))
      const root = files.find((name) => name.endsWith('.squashfs') || name.endsWith('.root')) ?? ''
      const metadata = files.find((name) => name !== root) ?? ''
      const own = path.join(folder, 'own')
      await call('mkdir', own)
      await call('tar', '-xf', metadata, '-C', own)
      const file = path.join(own, 'metadata.yaml')
      const mark = randomBytes(4).toString('hex')
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^( *"?description"?: *"?)/m, `$1${mark} `))
      await call('tar', '-C', own, '-cf', path.join(folder, 'second.tar'), '.')
      await call('incus', 'image', 'import', path.join(folder, 'second.tar'), root, '--alias', `${this.alias}-second`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    this.second = (await findImage(incus(), `${this.alias}-second`)) ?? ''
    await incus().request('DELETE', `/1.0/images/aliases/${this.alias}-second`)
    await this.pointTo(this.second)
  }

  async pointTo(target: string): Promise<void> {
    await incus().request('PUT', `/1.0/images/aliases/${this.alias}`, { target })
  }

  /** With all that was made of the second image. */
  async remove(): Promise<void> {
    for (const one of await listAllInstances(incus()))
      if (this.second !== '' && imageOf(one) === this.second) await removeInstance(incus(), one.name)
    await incus().request('DELETE', `/1.0/images/aliases/${this.alias}`)
    if (this.second !== '' && (await findImage(incus(), this.second)))
      await incus().request('DELETE', `/1.0/images/${this.second}`)
  }
}
