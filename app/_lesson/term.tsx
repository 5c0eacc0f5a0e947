'use client'

import type { ReactNode } from 'react'
import { Tooltip } from '#app/_ui/tooltip.tsx'

/** A word that the glossary explains, on hover, on focus and on touch (a touch gives it the focus). */
export function TermTip({ text, children }: { text: string; children: ReactNode }) {
  return (
    <Tooltip text={text} side="top">
      <button type="button" className="lesson-term">
        {children}
      </button>
    </Tooltip>
  )
}
