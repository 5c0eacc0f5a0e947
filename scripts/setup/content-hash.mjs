import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { root } from './settings.mjs'

const skipped = new Set(['node_modules', 'generated', '.next', '.virtlab', 'results'])

function* filesBelow(absolute) {
  const stat = fs.statSync(absolute, { throwIfNoEntry: false })
  if (!stat) return
  if (!stat.isDirectory()) {
    yield absolute
    return
  }
  for (const name of fs.readdirSync(absolute).sort()) {
    if (!skipped.has(name)) yield* filesBelow(path.join(absolute, name))
  }
}

/** Hash over names, modes and contents of files and folders (relative to the checkout), and over `extra` strings. */
export function contentHash(paths, extra = []) {
  const hash = createHash('sha256')
  for (const given of paths) {
    for (const file of filesBelow(path.resolve(root, given))) {
      const executable = fs.statSync(file).mode & 0o100 ? 'x' : '-'
      hash
        .update(`${path.relative(root, file)}\0${executable}\0`)
        .update(fs.readFileSync(file))
        .update('\0')
    }
  }
  for (const text of extra) hash.update(`${text}\0`)
  return hash.digest('hex').slice(0, 16)
}
