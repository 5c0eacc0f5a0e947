#!/usr/bin/env node
/** Takes the times that the README shows, one after the other: `npm run bench`, or `npm run bench -- NAME…` for some. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)
const folder = path.join(root, 'scripts/bench')
const all = fs.readdirSync(folder).filter((file) => /^[^.]+\.(ts|mjs)$/.test(file))
const wanted = process.argv.slice(2)
const chosen = all.filter((file) => wanted.length === 0 || wanted.includes(path.parse(file).name))
if (chosen.length === 0) {
  console.error(`There is no such benchmark. There are: ${all.map((file) => path.parse(file).name).join(' ')}`)
  process.exit(2)
}

const memoryGiB = Math.round(os.totalmem() / 1024 ** 3)
console.log(`${os.cpus()[0].model.trim()}, ${os.availableParallelism()} cores, ${memoryGiB} GiB`)
const failed = chosen.filter((file) => {
  console.log(`\n## ${path.parse(file).name} (load ${os.loadavg()[0].toFixed(1)} before)`)
  const { status } = spawnSync(path.join(root, 'node_modules/.bin/node'), [path.join(folder, file)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { VIRTLAB_STATE: path.join(root, '.virtlab'), VIRTLAB_LOG_LEVEL: 'warn', ...process.env },
  })
  return status !== 0
})
if (failed.length > 0) console.error(`\nfailed: ${failed.join(' ')}`)
process.exitCode = failed.length > 0 ? 1 : 0
