import { log } from '#lib/base/log.ts'
import type { CreationView, HistoryEntry, LiveChange, LiveState } from '#lib/gateway/protocol.ts'
import { endedStages } from '../creation/creation-store.ts'
import { describeChange, type ObservedChange } from './describe-change.ts'
import { diffXml } from './diff-xml.ts'
import { claimOf } from './gui-operations.ts'
import { historyLength, newEntry, storeEntries, updateEntry } from './history-store.ts'
import type { Companion, LiveModel, Publication } from './live-model.ts'

/** virt-install's last acts are seen a moment after it has ended. */
const creationSettlesMs = 3_000
const balloonMs = 20_000

/** Writes the history of a lab: what no page did was done in the terminal. */
export function chronicle(labId: string): Companion {
  return (publication) => {
    if (publication.firstReading) return []
    const { at, before, after } = publication
    const amended: HistoryEntry[] = []
    const entries = publication.changes.flatMap((change) => {
      const story = publication.stories.get(change.id)
      const seen = describeChange(change, before, after, story).filter((one) => !isCreationsEffect(one, publication))
      const diff = seen.length > 0 ? diffXml(change, before, after) : null
      return seen.flatMap((one, index) => {
        const ownDiff = index === 0 ? diff : null
        const claim = claimOf(labId, one, at)
        const entry = claim && ownDiff !== null ? claim.onEffect?.(ownDiff) : null
        if (entry) amended.push(entry)
        const { summary, params } = one
        return claim
          ? []
          : newEntry({ at, source: 'terminal', by: null, command: null, summary, params, diff: ownDiff })
      })
    })
    const told = entries.map((entry) => continueLast(entry, after))
    const fresh = told.filter(({ id }) => !(id in after.history))
    amended.push(...told.filter(({ id }) => id in after.history))
    for (const entry of amended) amend(entry)
    if (fresh.length > 0) keep(labId, fresh)
    return [...historyChanges(after, fresh), ...amended.map(change)]
  }
}

/** A balloon moves in many steps, which are one change of memory. */
function continueLast(entry: HistoryEntry, { history }: LiveState): HistoryEntry {
  if (entry.summary !== 'vm-memory') return entry
  const last = Object.values(history).findLast(
    (one) => one.summary === entry.summary && one.params.name === entry.params.name,
  )
  if (last?.source !== 'terminal' || entry.at - last.at > balloonMs) return entry
  return { ...last, params: { ...entry.params, from: last.params.from ?? '' }, diff: entry.diff }
}

/** Adds what a page did to a lab's history (`by`: the name of who of the staff did it); the live model shows it at once if it is open. */
export function recordGuiEntry(
  labId: string,
  model: LiveModel | null,
  entry: Omit<HistoryEntry, 'id' | 'source' | 'by'> & { by?: string | null },
): HistoryEntry {
  const stored = newEntry({ by: null, ...entry, source: 'gui' })
  keep(labId, [stored])
  model?.publish(entry.at, historyChanges(model.state, [stored]))
  return stored
}

/** The new entries, and the removal of those too old to be shown. */
export function historyChanges(state: LiveState, entries: HistoryEntry[]): LiveChange[] {
  const surplus = Object.keys(state.history).length + entries.length - historyLength
  const oldest =
    surplus > 0
      ? Object.values(state.history)
          .sort((a, b) => a.at - b.at)
          .slice(0, surplus)
      : []
  return [...oldest.map(({ id }) => ({ collection: 'history' as const, id, value: null })), ...entries.map(change)]
}

function change(value: HistoryEntry): LiveChange {
  return { collection: 'history', id: value.id, value }
}

/** The entry that lib/labs/creation stores for a creation, under the same id. */
export function creationEntry({ id, startedAt, command, name, by = null }: CreationView): HistoryEntry {
  const params = { name }
  return { id: `create-${id}`, at: startedAt, source: 'gui', by, command, summary: 'create-vm', params, diff: null }
}

function isCreationsEffect(change: ObservedChange, { after, at }: Publication): boolean {
  return Object.values(after.creations).some((creation) => {
    const runs = !endedStages.includes(creation.stage) || (creation.endedAt ?? 0) > at - creationSettlesMs
    return runs && (change.name === creation.name || isVolumeOf(change, creation))
  })
}

/** virt-install names a new disk after its VM. */
function isVolumeOf({ kind, name }: ObservedChange, creation: CreationView): boolean {
  return kind === 'volume' && (name.startsWith(`${creation.name}.`) || name.startsWith(`${creation.name}-`))
}

function amend(entry: HistoryEntry): void {
  updateEntry(entry).catch((error: unknown) => log.warn({ err: error }, 'history was not amended'))
}

function keep(labId: string, entries: HistoryEntry[]): void {
  storeEntries(labId, entries).catch((error: unknown) => log.warn({ err: error, lab: labId }, 'history was not stored'))
}
