import { randomUUID } from 'node:crypto'
import { db } from '#lib/db/client.ts'
import type { HistoryEntry } from '#lib/gateway/protocol.ts'

/** How many of the latest entries a page gets. */
export const historyLength = 200

/** The latest entries of a lab by id. */
export async function readHistory(labId: string): Promise<Record<string, HistoryEntry>> {
  const rows = await db().historyEntry.findMany({ where: { labId }, orderBy: { at: 'desc' }, take: historyLength })
  return Object.fromEntries(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        at: row.at.getTime(),
        source: row.source === 'gui' ? 'gui' : 'terminal',
        by: row.by,
        command: row.command,
        summary: row.summary,
        params: JSON.parse(row.params),
        diff: row.diff,
      },
    ]),
  )
}

export function newEntry(entry: Omit<HistoryEntry, 'id'>): HistoryEntry {
  return { id: randomUUID(), ...entry }
}

/** An entry that is known already, with what was learnt since. */
export async function updateEntry({ id, diff, params }: HistoryEntry): Promise<void> {
  await db().historyEntry.updateMany({ where: { id }, data: { diff, params: JSON.stringify(params) } })
}

export async function storeEntries(labId: string, entries: HistoryEntry[]): Promise<void> {
  await db().historyEntry.createMany({
    data: entries.map((entry) => ({ ...entry, labId, at: new Date(entry.at), params: JSON.stringify(entry.params) })),
  })
}
