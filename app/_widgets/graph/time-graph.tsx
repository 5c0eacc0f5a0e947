'use client'

import { useMemo } from 'react'
import { linePath, type PlotPoint } from './plot.ts'

const size = { width: 600, height: 96 }
const dashes = [undefined, '6 3', '2 3'] as const
const colours = ['stroke-accent', 'stroke-good', 'stroke-warn'] as const

export interface GraphLine {
  name: string
  points: readonly PlotPoint[]
  /** The last value, in words. */
  text: string
}

export interface TimeGraphProps {
  title: string
  lines: readonly GraphLine[]
  max: number
  /** The top of the scale, in words. */
  maxText: string
  windowMs: number
  /** Words for the left edge ("5 min ago") and the right one. */
  fromText: string
  toText: string
}

/** Lines over the last minutes, told apart by dashes as well as colour, with the last values as text. */
export function TimeGraph({ title, lines, max, maxText, windowMs, fromText, toText }: TimeGraphProps) {
  const paths = useMemo(() => {
    const to = Math.max(...lines.map(({ points }) => points.at(-1)?.at ?? 0))
    return lines.map(({ points }) => linePath(points, { ...size, from: to - windowMs, to, max }))
  }, [lines, max, windowMs])
  const summary = lines.map(({ name, text }) => `${name} ${text}`).join(', ')
  return (
    <figure className="min-w-0">
      <figcaption className="flex min-h-6 flex-wrap items-center gap-x-3 text-xs">
        <span className="font-medium">{title}</span>
        {lines.map(({ name, text }, index) => (
          <span key={name} className="flex items-center gap-1 text-muted tabular-nums">
            <svg aria-hidden viewBox="0 0 18 4" className="h-1 w-4.5">
              <path d="M0 2H18" className={colours[index]} strokeWidth={2} strokeDasharray={dashes[index]} />
            </svg>
            {name} <span className="text-text">{text}</span>
          </span>
        ))}
        <span className="ml-auto text-muted tabular-nums">{maxText}</span>
      </figcaption>
      <svg
        role="img"
        aria-label={`${title}: ${summary}`}
        viewBox={`0 -1 ${size.width} ${size.height + 2}`}
        preserveAspectRatio="none"
        className="h-24 w-full rounded-sm border border-line bg-sunken"
      >
        {[0.25, 0.5, 0.75].map((share) => (
          <path
            key={share}
            d={`M0 ${size.height * share}H${size.width}`}
            className="stroke-line"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {paths.map((path, index) => (
          <path
            key={lines[index]?.name}
            d={path}
            data-testid="graph-line"
            className={`fill-none ${colours[index]}`}
            strokeWidth={1.5}
            strokeDasharray={dashes[index]}
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <div aria-hidden className="flex justify-between text-xs text-muted">
        <span>{fromText}</span>
        <span>{toText}</span>
      </div>
    </figure>
  )
}
