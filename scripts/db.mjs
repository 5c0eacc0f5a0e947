#!/usr/bin/env node
/**
 * The database's commands: generate (the client), deploy (apply the migrations), dev NAME (write a migration from the
 * schema's changes), reset (drop everything and migrate anew). They are Prisma's own, run without its download.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)
const [command, name] = process.argv.slice(2)
const commands = {
  generate: ['generate', '--no-hints'],
  deploy: ['migrate', 'deploy'],
  dev: ['migrate', 'dev', '--name', name ?? ''],
  reset: ['migrate', 'reset', '--force'],
}
const words = commands[command]
if (!words || (command === 'dev' && !name)) {
  console.error('usage: node scripts/db.mjs generate | deploy | dev NAME | reset')
  process.exit(2)
}

const require = createRequire(import.meta.url)
const cli = path.join(path.dirname(require.resolve('prisma/package.json')), 'build/index.js')
fs.mkdirSync(path.resolve(root, process.env.VIRTLAB_STATE ?? '.virtlab'), { recursive: true })
const { status, error } = spawnSync(process.execPath, [cli, ...words, '--config', 'prisma/prisma.config.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: path.join(root, 'prisma/schema-engine.mjs'),
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1', // no version check over the network
  },
})
if (error) console.error(error.message)
process.exit(status ?? 1)
