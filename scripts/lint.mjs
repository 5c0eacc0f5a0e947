#!/usr/bin/env node
/** Format, lint and the direction of imports, side by side: `npm run lint`; `-- --fix` puts the format right first. */
import { execFile } from 'node:child_process'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)
const fix = process.argv.includes('--fix') ? ['--write'] : []
const checks = [
  [
    'biome',
    ['format', ...fix, '--reporter=summary', '--max-diagnostics=none', '--config-path=scripts/config/format.json', '.'],
  ],
  ['oxlint', ['--type-aware', '-c', 'scripts/config/oxlint.json', 'app', 'lib', 'content', 'tests', 'scripts']],
  ['depcruise', ['--config', 'scripts/config/dependency-rules.cjs', 'app', 'lib', 'content']],
]
const run = ([name, args]) =>
  new Promise((resolve) => {
    const options = { cwd: root, maxBuffer: 64 << 20 }
    execFile(path.join(root, 'node_modules/.bin', name), args, options, (error, stdout, stderr) => {
      console.log(`${error ? '✘' : '✔'} ${name}${error ? `\n${stdout}${stderr}` : ''}`)
      resolve(!error)
    })
  })
const passed = await Promise.all(checks.map(run))
process.exitCode = passed.every(Boolean) ? 0 : 1
