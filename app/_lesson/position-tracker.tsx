'use client'

import { useEffect } from 'react'
import { savePositionAction } from './actions.ts'
import { lastHeadingAbove } from './last-heading-above.ts'

/** A heading that stays this long is one that is read, not one scrolled past. */
const settledMs = 1500

export interface PositionTrackerProps {
  lesson: string
  /** Ids of the headings, in order. */
  headings: string[]
  /** Where the student was. */
  position: string | null
}

/** Goes to where the address says, else to where the student was, and remembers the heading being read. */
export function PositionTracker({ lesson, headings, position }: PositionTrackerProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only on opening; a later position is the student's own scrolling
  useEffect(() => {
    const hash = window.location.hash.slice(1)
    const place = hash || (position !== headings[0] ? position : null)
    return place ? holdInView(place) : undefined
  }, [lesson])

  useEffect(() => {
    let saved: string | null = null
    let current = position
    let timer: ReturnType<typeof setTimeout> | undefined
    const save = () => {
      if (!current || current === saved) return
      saved = current
      // Losing one place is no harm: the next heading is saved again.
      void savePositionAction({ lesson, position: current }).catch(() => {})
    }
    const onScroll = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        current = lastHeadingAbove(headings) ?? current ?? headings[0] ?? null
        save()
      }, settledMs)
    }
    const onHide = () => {
      if (document.visibilityState !== 'hidden') return
      current = lastHeadingAbove(headings) ?? current
      save()
    }
    // Once on opening too: this lesson is now the one that the course map leads back to.
    onScroll()
    // Scroll events do not bubble: the pane's own are heard on their way down.
    document.addEventListener('scroll', onScroll, { capture: true, passive: true })
    document.addEventListener('visibilitychange', onHide)
    return () => {
      document.removeEventListener('scroll', onScroll, { capture: true })
      document.removeEventListener('visibilitychange', onHide)
      clearTimeout(timer)
    }
  }, [lesson, headings, position])
  return null
}

const inputs = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/** Scrolls there, and again when what is above grows (a widget has got its lab), until the student does something. */
function holdInView(id: string): (() => void) | undefined {
  const element = document.getElementById(id)
  const article = element?.closest('article')
  if (!element || !article) return undefined
  const observer = new ResizeObserver(() => element.scrollIntoView({ block: 'start', behavior: 'instant' }))
  observer.observe(article)
  const stop = () => {
    observer.disconnect()
    for (const input of inputs) window.removeEventListener(input, stop, true)
  }
  for (const input of inputs) window.addEventListener(input, stop, { capture: true, passive: true })
  return stop
}
