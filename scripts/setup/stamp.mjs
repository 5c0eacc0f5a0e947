import fs from 'node:fs'
import path from 'node:path'
import { inState } from './settings.mjs'

/** Remembers the content that a stage was last done for, so that a second run need not do it again. */
export function stampFor(name, dir = inState('stamps')) {
  const file = path.join(dir, name)
  return {
    matches: (hash) => fs.existsSync(file) && fs.readFileSync(file, 'utf8').trim() === hash,
    write(hash) {
      fs.mkdirSync(dir, { recursive: true })
      fs.writeFileSync(file, `${hash}\n`)
    },
  }
}
