'use client'

import { useState } from 'react'
import { useServerEvents } from '#app/_ui/use-server-events.ts'
import type { LabUsage } from '#lib/help/lab-usage.ts'
import type { WallMessage } from '#lib/help/wall.ts'
import type { WallEntry } from '#lib/help/wall-entries.ts'

export interface WallView {
  entries: ReadonlyMap<string, WallEntry>
  usage: ReadonlyMap<string, LabUsage>
  /** False while the connection is lost. */
  connected: boolean
}

const toMap = (entries: WallEntry[]) => new Map(entries.map((entry) => [entry.studentId, entry]))

/** The students of a class, from what the page was made with to how they are now. What has not changed stays the same object. */
export function useWall(classId: string, initial: WallEntry[]): WallView {
  const [view, setView] = useState<Known>(() => ({ entries: toMap(initial), usage: new Map() }))
  const connected = useServerEvents(`/api/wall?class=${encodeURIComponent(classId)}`, (message) =>
    setView((before) => apply(before, message as WallMessage)),
  )
  return { ...view, connected }
}

type Known = Omit<WallView, 'connected'>

function apply(view: Known, message: WallMessage): Known {
  if (message.type === 'snapshot') return { ...view, entries: toMap(message.entries) }
  if (message.type === 'usage') {
    const usage = new Map(Object.entries(message.usage).map(([id, used]) => [id, keep(view.usage.get(id), used)]))
    return { ...view, usage }
  }
  const entries = new Map(view.entries)
  for (const { studentId, entry } of message.entries) {
    if (entry) entries.set(studentId, entry)
    else entries.delete(studentId)
  }
  return { ...view, entries }
}

function keep(before: LabUsage | undefined, now: LabUsage): LabUsage {
  return before && before.cpuPercent === now.cpuPercent && before.memoryMiB === now.memoryMiB ? before : now
}
