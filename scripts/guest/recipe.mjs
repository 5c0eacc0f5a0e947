import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from './packages.mjs'

const recipeDir = import.meta.dirname
const notPartOfIt = new Set(['test.mjs', 'test'])

/** Cache root of everything VirtLab builds. */
export const cacheDir = process.env.VIRTLAB_CACHE || '/var/cache/virtlab'

/** Debian mirror the packages come from. */
export const mirror = process.env.VIRTLAB_DEBIAN_MIRROR || 'http://deb.debian.org/debian'

/** Names and places of the finished files; the directory is named after the content of the recipe. */
export function guestDirectory() {
  return join(cacheDir, `guest-${recipeHash()}`)
}

function recipeHash() {
  const hash = createHash('sha256').update(suite)
  for (const file of listFiles(recipeDir).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(recipeDir, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

function listFiles(dir, prefix = '') {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    if (prefix === '' && notPartOfIt.has(entry.name)) return []
    const path = prefix + entry.name
    return entry.isDirectory() ? listFiles(join(dir, entry.name), `${path}/`) : [path]
  })
}
