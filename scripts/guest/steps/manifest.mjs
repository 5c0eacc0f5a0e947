import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kernelArguments } from '../arguments.mjs'
import { suite } from '../packages.mjs'

/** Written last: its presence says that the directory is complete. */
export function writeManifest(build) {
  const files = readdirSync(build.output, { recursive: true })
    .filter((path) => statSync(join(build.output, path)).isFile())
    .sort()
    .map((path) => ({
      path,
      sizeBytes: statSync(join(build.output, path)).size,
      sha256: createHash('sha256')
        .update(readFileSync(join(build.output, path)))
        .digest('hex'),
    }))
  const manifest = {
    name: 'TinyVM Linux',
    version: '1.0',
    arch: 'x86_64',
    suite,
    kernel: build.kernelVersion,
    kernelArguments,
    readyLine: 'tinyvm login:',
    user: 'root',
    password: 'tinyvm',
    files,
  }
  writeFileSync(join(build.output, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}
