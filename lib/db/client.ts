import { PrismaLibSql } from '@prisma/adapter-libsql'
import { env } from '#lib/base/env.ts'
import { singleton } from '#lib/base/singleton.ts'
import { PrismaClient } from './generated/client.ts'

export type Database = PrismaClient

/** Another process (a migration, a script) may hold the write lock that long. */
const busyTimeoutMs = 5_000

/**
 * The process's one database client. One, not several: libsql waits for a lock synchronously, so a second client in the
 * same process would wait for a transaction that cannot go on. The schema comes from scripts/db.mjs.
 */
export function db(): Database {
  return singleton('db', () => openDatabase(env.databaseUrl))
}

/** A client of the SQLite file at `url` (`file:/…`); the caller disconnects it. For `db()`, and for tests. */
export function openDatabase(url: string): Database {
  return new PrismaClient({ adapter: new WalLibSql({ url, timeout: busyTimeoutMs }) })
}

/** Write-ahead logging, so that readers do not wait for a writer; it is kept in the file, setting it again costs nothing. */
class WalLibSql extends PrismaLibSql {
  override async connect(): ReturnType<PrismaLibSql['connect']> {
    const adapter = await super.connect()
    await adapter.executeScript('PRAGMA journal_mode = WAL')
    return adapter
  }
}
