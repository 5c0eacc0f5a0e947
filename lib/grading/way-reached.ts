import type { CheckpointView, HistoryEntry } from '#lib/gateway/protocol.ts'
import { lessonOfStart } from '#lib/lessons/lesson-starts.ts'
import type { CheckpointDefinition } from './expectation.ts'

/**
 * Whether pages, the terminal or both did what the history of the present host tells of the checkpoint's objects (`volumes`: names of
 * those that it was judged from); null if it tells nothing. What is inside the host only, no page can do.
 */
export function wayReached(
  definition: CheckpointDefinition,
  history: HistoryEntry[],
  volumes: readonly string[] = [],
): CheckpointView['via'] {
  const names = new Set([...definition.expectations.map(({ subject }) => subject.name), ...volumes])
  if (definition.expectations.every(({ subject }) => subject.kind === 'host')) return 'terminal'
  const told = ofPresentHost(history.toSorted((a, b) => a.at - b.at))
  const ways = [...names].flatMap((name) => wayTo(told.filter(({ params }) => params.name === name)))
  const sources = new Set(ways.map(({ source }) => source))
  if (sources.size === 2) return 'both'
  return [...sources][0] ?? null
}

const removal = /^(vm|network|pool|volume)-(deleted?|removed)$/

/** What was done to an object before it was removed is no part of the way, unless that it is gone is all. */
function wayTo(told: HistoryEntry[]): HistoryEntry[] {
  const removed = told.findLastIndex(({ summary }) => removal.test(summary))
  return removed === told.length - 1 ? told.slice(removed) : told.slice(removed + 1)
}

/** Each chapter has a host of its own, with a history of its own. */
function ofPresentHost(history: HistoryEntry[]): HistoryEntry[] {
  const hosts = new Map<string | null, HistoryEntry[]>()
  let chapter: string | null = null
  for (const entry of history) {
    if (entry.summary === 'lab-reset' || entry.summary === 'lab-resume') {
      chapter = lessonOfStart(String(entry.params.start ?? 'plain'))
      if (entry.summary === 'lab-reset') hosts.set(chapter, [])
    } else hosts.set(chapter, [...(hosts.get(chapter) ?? []), entry])
  }
  return hosts.get(chapter) ?? []
}
