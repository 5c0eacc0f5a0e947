'use client'

import { useMemo } from 'react'
import { linePath, type PlotPoint } from './plot.ts'

const size = { width: 36, height: 18 }

export interface SparklineProps {
  points: readonly PlotPoint[]
  max: number
  windowMs?: number
}

/** A small line without words: what it says stands beside it as a number. */
export function Sparkline({ points, max, windowMs = 60_000 }: SparklineProps) {
  const path = useMemo(() => {
    const to = points.at(-1)?.at ?? 0
    return linePath(points, { ...size, from: to - windowMs, to, max })
  }, [points, max, windowMs])
  return (
    <svg
      aria-hidden
      viewBox={`-1 -1 ${size.width + 2} ${size.height + 2}`}
      className="h-5 w-9.5 shrink-0 rounded-sm bg-sunken"
    >
      <path d={path} className="fill-none stroke-accent" strokeWidth={1.25} strokeLinejoin="round" />
    </svg>
  )
}
