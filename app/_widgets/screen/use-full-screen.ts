'use client'

import { useCallback, useEffect, useState } from 'react'

interface KeyboardLock {
  lock?: () => Promise<void>
}

/**
 * A part of the page in full screen, by the whole page's: menus and dialogs, which are drawn beside that part, stay
 * visible. Its element takes `className` while it is. Where the browser lets it, the keys that it keeps for itself go to the VM.
 */
export function useFullScreen(): { full: boolean; className: string; toggle: () => void } {
  const [full, setFull] = useState(false)
  useEffect(() => {
    const onChange = () => {
      if (!document.fullscreenElement) setFull(false)
    }
    document.addEventListener('fullscreenchange', onChange)
    return () => {
      document.removeEventListener('fullscreenchange', onChange)
    }
  }, [])
  const toggle = useCallback(async () => {
    if (document.fullscreenElement) return document.exitFullscreen()
    await document.documentElement.requestFullscreen()
    setFull(true)
    await (navigator as Navigator & { keyboard?: KeyboardLock }).keyboard?.lock?.()
  }, [])
  return { full, className: full ? 'fixed inset-0 z-40' : '', toggle: () => void toggle().catch(() => {}) }
}
