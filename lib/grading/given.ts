import { db } from '#lib/db/client.ts'

/** What was true from the beginning of a lab's present host: ids of expectations by checkpoint; null when nobody looked yet. */
export async function readGiven(labId: string): Promise<Record<string, string[]> | null> {
  const row = await db().lab.findUnique({ where: { id: labId } })
  return row?.given ? (JSON.parse(row.given) as Record<string, string[]>) : null
}

export async function storeGiven(labId: string, given: Record<string, string[]>): Promise<void> {
  await db().lab.updateMany({ where: { id: labId }, data: { given: JSON.stringify(given) } })
}
