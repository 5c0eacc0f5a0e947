'use client'

import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { LiveStore, type LiveView } from './live-store.ts'
import { type DomainPoint, type HostPoint, noPoints } from './stats-history.ts'

interface Context {
  labId: string
  store: LiveStore
}

const LiveContext = createContext<Context | null>(null)
const serverView: LiveView = { state: null, connection: { state: 'connecting' } }
const glowMs = 1_500

/** Connects everything below it to the lab's live state. */
export function LiveStateProvider({ labId, children }: { labId: string; children: ReactNode }) {
  const [store] = useState(() => new LiveStore())
  useEffect(() => store.open(labId), [store, labId])
  const [context] = useState(() => ({ labId, store }))
  return <LiveContext.Provider value={context}>{children}</LiveContext.Provider>
}

function useLiveContext(): Context {
  const context = useContext(LiveContext)
  if (!context) throw new Error('LiveStateProvider is missing')
  return context
}

export function useLabId(): string {
  return useLiveContext().labId
}

/**
 * Part of the lab's state, null until it is known. The selector must give the same object for the same state: select
 * collections and entries, and derive in the component.
 */
export function useLive<T>(select: (state: LiveState) => T): T | null {
  const { store } = useLiveContext()
  const read = () => {
    const { state } = store.get()
    return state && select(state)
  }
  return useSyncExternalStore(store.subscribe, read, () => null)
}

/** How the connection is, and how to try again now. */
export function useConnection(): { connection: LiveView['connection']; retry: () => void } {
  const { store } = useLiveContext()
  const { connection } = useSyncExternalStore(store.subscribe, store.get, () => serverView)
  return { connection, retry: store.retry }
}

/** True for a moment after the terminal changed this entry: give the class `glow-once`. */
export function useGlow(id: string): boolean {
  const { store } = useLiveContext()
  const [glows, setGlows] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    const stop = store.onGlow((ids) => {
      if (!ids.has(id)) return
      setGlows(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => setGlows(false), glowMs)
    })
    return () => {
      stop()
      clearTimeout(timer.current)
    }
  }, [store, id])
  return glows
}

/** Ids of what the terminal changed a moment ago: for lists, whose new rows are not there yet when it happens. */
export function useGlowing(): ReadonlySet<string> {
  const { store } = useLiveContext()
  const [glowing, setGlowing] = useState<ReadonlySet<string>>(new Set())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    const stop = store.onGlow((ids) => {
      setGlowing((before) => new Set([...before, ...ids]))
      clearTimeout(timer.current)
      timer.current = setTimeout(() => setGlowing(new Set()), glowMs)
    })
    return () => {
      stop()
      clearTimeout(timer.current)
    }
  }, [store])
  return glowing
}

/** The terminal's change and the new value come in either order within this time. */
const togetherMs = 1_000

/**
 * As useGlow, for one control: true for a moment after the terminal changed `value` (what the control shows, as text) of
 * this entry, and not when something else of it changed.
 */
export function useValueGlow(id: string, value: string): boolean {
  const { store } = useLiveContext()
  const [glows, setGlows] = useState(false)
  const seen = useRef({ value, changedAt: Number.NEGATIVE_INFINITY, terminalAt: Number.NEGATIVE_INFINITY })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const glowIfTogether = useRef(() => {
    const { changedAt, terminalAt } = seen.current
    if (Math.abs(changedAt - terminalAt) > togetherMs) return
    setGlows(true)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setGlows(false), glowMs)
  })
  useEffect(() => {
    if (seen.current.value === value) return
    seen.current = { ...seen.current, value, changedAt: Date.now() }
    glowIfTogether.current()
  }, [value])
  useEffect(() => {
    const stop = store.onGlow((ids) => {
      if (!ids.has(id)) return
      seen.current = { ...seen.current, terminalAt: Date.now() }
      glowIfTogether.current()
    })
    return () => {
      stop()
      clearTimeout(timer.current)
    }
  }, [store, id])
  return glows
}

/**
 * The host's statistics (`host`) or those of a running VM (its uuid) over the last minutes; they come for as long as the
 * component is there and the page is seen. The same array until there is a new number.
 */
export function useStats(of: 'host'): readonly HostPoint[]
export function useStats(of: string): readonly DomainPoint[]
export function useStats(of: string): readonly (HostPoint | DomainPoint)[] {
  const { store } = useLiveContext()
  useEffect(() => store.watchStats(), [store])
  const read = () => (of === 'host' ? store.stats.host : store.stats.of(of))
  return useSyncExternalStore(store.stats.subscribe, read, () => noPoints)
}
