/** One value at one time; null where there is none: a gap in the line. */
export interface PlotPoint {
  at: number
  value: number | null
}

export interface PlotArea {
  width: number
  height: number
  /** Times at the left and right edge, in ms. */
  from: number
  to: number
  /** Value at the top. */
  max: number
}

/** Longer without a number, and nothing is known of the time between. */
const gapMs = 12_000

/** The SVG path of a line through the points. */
export function linePath(points: readonly PlotPoint[], area: PlotArea): string {
  let path = ''
  let last: PlotPoint | null = null
  for (const point of points) {
    if (point.value === null || point.at < area.from) {
      last = null
      continue
    }
    const joined = last !== null && point.at - last.at <= gapMs
    path += `${joined ? 'L' : 'M'}${position(point.at, point.value, area)}`
    last = point
  }
  return path
}

function position(at: number, value: number, { width, height, from, to, max }: PlotArea): string {
  const x = ((at - from) / (to - from)) * width
  const y = height - (Math.min(value, max) / max) * height
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}

/** The next rounder number: where a scale that follows the values ends. */
export function niceMax(values: Iterable<number | null>, least: number): number {
  let most = least
  for (const value of values) most = Math.max(most, value ?? 0)
  return 2 ** Math.ceil(Math.log2(most))
}
