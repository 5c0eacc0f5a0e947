'use client'

import { useEffect, useRef, useState } from 'react'

/**
 * Follows server-sent events (app/api/server-events.ts) while the page is looked at; the browser comes back by itself. Answers whether the
 * connection is there.
 */
export function useServerEvents(address: string, onMessage: (message: unknown) => void): boolean {
  const [connected, setConnected] = useState(true)
  const listener = useRef(onMessage)
  useEffect(() => {
    listener.current = onMessage
  })
  useEffect(() => {
    let source: EventSource | null = null
    const follow = () => {
      if (document.visibilityState === 'hidden') {
        source?.close()
        source = null
      } else if (!source) {
        source = new EventSource(address)
        source.onopen = () => setConnected(true)
        source.onerror = () => setConnected(false)
        source.onmessage = ({ data }) => listener.current(JSON.parse(data as string))
      }
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      source?.close()
    }
  }, [address])
  return connected
}
