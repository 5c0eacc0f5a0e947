#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine, which Prisma's CLI would download from its own host: a classroom without
 * internet (and our CI) cannot. It speaks what the CLI expects of that binary (argv, and JSON-RPC on stdin and stdout)
 * and lets Prisma's own WASM build of the same engine do the work, on SQLite through libsql.
 * Started by scripts/db.mjs, which names it in PRISMA_SCHEMA_ENGINE_BINARY. Why: docs/decisions/030.
 */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import readline from 'node:readline'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'

const argv = process.argv.slice(2)
const options = (name) => argv.flatMap((word, index) => (word === name ? [argv[index + 1]] : []))
const datasourceUrl = JSON.parse(options('--datasource')[0] ?? '{}').url ?? ''
const databaseFile = path.resolve(datasourceUrl.replace(/^file:/, '').split('?')[0])
const datamodels = options('--datamodels').map((file) => [file, fs.readFileSync(file, 'utf8')])
const busyTimeoutMs = 10_000

const migrationColumns = [
  ['id', 'TEXT PRIMARY KEY NOT NULL'],
  ['checksum', 'TEXT NOT NULL'],
  ['finished_at', 'DATETIME'],
  ['migration_name', 'TEXT NOT NULL'],
  ['logs', 'TEXT'],
  ['rolled_back_at', 'DATETIME'],
  ['started_at', 'DATETIME NOT NULL DEFAULT current_timestamp'],
  ['applied_steps_count', 'INTEGER UNSIGNED NOT NULL DEFAULT 0'],
]
const createMigrationsTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (${migrationColumns
  .map(([name, type]) => `"${name}" ${type}`)
  .join(', ')})`

/** The adapter of the database itself (not the shadow one), and whether it has no `_prisma_migrations` yet. */
let main
let migrationsTableMissing = false

function adapt(adapter, isMain) {
  const queryRaw = adapter.queryRaw.bind(adapter)
  const executeRaw = adapter.executeRaw.bind(adapter)
  // The engine sends whole migration scripts here; libsql would run their first statement and drop the rest.
  const isScript = (query) => query.args.length === 0 && !/^\s*(select|pragma|with|explain)\b/i.test(query.sql)
  const runScript = (query) => adapter.executeScript(query.sql)
  adapter.executeRaw = async (query) => (isScript(query) ? (await runScript(query), 0) : executeRaw(query))
  adapter.queryRaw = async (query) => {
    if (isScript(query)) {
      await runScript(query)
      return { columnNames: [], columnTypes: [], rows: [] }
    }
    try {
      return await queryRaw(query)
    } catch (error) {
      // The WASM engine takes this for an unreachable database instead of a new one; an empty answer means "none yet".
      const missing = /no such table: _prisma_migrations/.test(error?.cause?.originalMessage ?? '')
      if (!missing) throw error
      if (isMain) migrationsTableMissing = true
      const columnNames = migrationColumns.map(([name]) => name)
      return { columnNames, columnTypes: columnNames.map(() => 7), rows: [] }
    }
  }
  if (isMain) main = adapter
  return adapter
}

function createFactory() {
  fs.mkdirSync(path.dirname(databaseFile), { recursive: true })
  const factory = new PrismaLibSql({ url: `file:${databaseFile}`, timeout: busyTimeoutMs })
  const connect = factory.connect.bind(factory)
  factory.connect = async () => adapt(await connect(), true)
  // Not ':memory:': libsql opens a new connection after a transaction, and an in-memory database would be gone.
  factory.connectToShadowDb = async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'virtlab-shadow-'))
    const shadow = adapt(await new PrismaLibSql({ url: `file:${path.join(folder, 'shadow.db')}` }).connect(), false)
    const dispose = shadow.dispose.bind(shadow)
    shadow.dispose = async () => {
      await dispose()
      fs.rmSync(folder, { recursive: true, force: true })
    }
    return shadow
  }
  return factory
}

async function loadEngine() {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const module = new WebAssembly.Module(fs.readFileSync(path.join(folder, 'schema_engine_bg.wasm')))
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const adapter = bindMigrationAwareSqlAdapterFactory(createFactory())
  const debug = (line) => process.env.DEBUG?.includes('schema-engine') && logLine('INFO', String(line))
  const engine = await bindings.SchemaEngine.new({ datamodels }, debug, adapter)
  return { engine, errors: adapter.errorRegistry }
}

const readRows = async (sql) => (await main.queryRaw({ sql, args: [], argTypes: [] })).rows

/** The WASM engine does not create its own table on SQLite, so we do, with the check that the native one makes. */
async function ensureMigrationsTable(method, externalTables = []) {
  const tables = (
    await readRows(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
  ).map(([name]) => name)
  if (tables.includes('_prisma_migrations')) return
  if (method === 'applyMigrations' && tables.some((name) => !externalTables.includes(name))) {
    throw Object.assign(new Error(`${databaseFile} has tables but no migration history`), { code: 'P3005' })
  }
  await main.executeScript(createMigrationsTable)
}

/** The WASM engine's own reset only empties the tables. */
async function dropEverything() {
  const objects = await readRows(
    `select type, name from sqlite_master where name not like 'sqlite_%' and type in ('trigger', 'view', 'table')
     order by case type when 'trigger' then 0 when 'view' then 1 else 2 end`,
  )
  const drops = objects.map(([type, name]) => `DROP ${type} IF EXISTS "${name.replaceAll('"', '""')}";`)
  await main.executeScript(`PRAGMA foreign_keys=OFF; ${drops.join(' ')} PRAGMA foreign_keys=ON;`)
}

let loading
async function answer({ id, method, params }) {
  loading ??= loadEngine()
  const { engine } = await loading
  if (method === 'applyMigrations' || method === 'markMigrationApplied') {
    await ensureMigrationsTable(method, params.filters?.externalTables)
  }
  if (method === 'reset') return dropEverything()
  const result = await engine[method === 'getDatabaseVersion' ? 'version' : method](params)
  if (method === 'diagnoseMigrationHistory' && migrationsTableMissing) result.hasMigrationsTable = false
  if (method === 'diff' && result?.stdout != null) {
    send({ id: 900_000 + id, method: 'print', params: { content: result.stdout } })
  }
  return result
}

async function explain(error) {
  const external = /External error id#(\d+)/.exec(error?.message ?? '')
  const registry = (await loading?.catch(() => undefined))?.errors
  const cause = external && registry?.consumeError(Number(external[1]))
  const found = cause ? (cause.error ?? cause) : error
  const data = {
    is_panic: false,
    message: found?.message ?? String(found),
    meta: null,
    error_code: found?.code ?? null,
  }
  return { code: 4466, message: data.message, data }
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}

function logLine(level, message, fields = {}) {
  const line = {
    timestamp: new Date().toISOString(),
    level,
    fields: { message, ...fields },
    target: 'schema_engine::logger',
  }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

function runCommand(command) {
  if (command === 'create-database') {
    fs.mkdirSync(path.dirname(databaseFile), { recursive: true })
    fs.closeSync(fs.openSync(databaseFile, 'a'))
  } else if (command === 'drop-database') {
    for (const suffix of ['', '-wal', '-shm']) fs.rmSync(databaseFile + suffix, { force: true })
  } else if (command === 'can-connect-to-database') {
    if (!fs.existsSync(databaseFile)) {
      throw Object.assign(new Error(`Database \`${path.basename(databaseFile)}\` does not exist`), { code: 'P1003' })
    }
  } else {
    throw new Error(`schema-engine: no such command: ${command}`)
  }
}

function runOneCommand(command) {
  logLine('INFO', 'Starting schema engine CLI') // the CLI skips the first line
  try {
    runCommand(command)
  } catch (error) {
    logLine('ERROR', error.message, { error_code: error.code ?? '', is_panic: false })
    process.exitCode = 1
  }
}

async function serve() {
  const pending = new Set()
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const request = line.trim() && JSON.parse(line)
    if (!request?.method) continue // the CLI acknowledges our `print`
    const job = answer(request)
      .then((result) => send({ id: request.id, result: result ?? {} }))
      .catch(async (error) => send({ id: request.id, error: await explain(error) }))
      .finally(() => pending.delete(job))
    pending.add(job)
  }
  await Promise.all(pending)
  await main?.dispose()
  process.exit(0) // the engine's worker would keep the process
}

if (argv[0] === '--version') console.log('schema-engine-cli wasm')
else if (argv.includes('cli')) runOneCommand(argv[argv.indexOf('cli') + 1])
else await serve()
