/** What figures are drawn with. */

export interface FigureProps {
  locale: 'zh' | 'en'
}

/** The head of an arrow; `id` is unique in the page. */
export function ArrowHead({ id, accent = false }: { id: string; accent?: boolean }) {
  return (
    <defs>
      <marker id={id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
        <path className={accent ? 'fig-accent-fill' : 'fig-arrow'} d="M0 0.5 L7.5 4 L0 7.5 z" />
      </marker>
    </defs>
  )
}

interface BoxProps {
  x: number
  y: number
  width: number
  height: number
  title: string
  /** Lines below the title; those in `code` stand in the monospaced face. */
  lines?: readonly string[]
  code?: boolean
  accent?: boolean
}

/** A box with its words in the middle. */
export function Box({ x, y, width, height, title, lines = [], code = false, accent = false }: BoxProps) {
  const middle = x + width / 2
  const first = y + height / 2 + 4.5 - (lines.length * 17) / 2
  return (
    <g>
      <rect className={accent ? 'fig-accent-soft' : 'fig-soft'} x={x} y={y} width={width} height={height} rx="7" />
      <text className="fig-text" x={middle} y={first} textAnchor="middle" fontSize="13.5" fontWeight="600">
        {title}
      </text>
      {lines.map((line, index) => (
        <text
          key={line}
          className={code ? 'fig-code' : 'fig-muted'}
          x={middle}
          y={first + (index + 1) * 17}
          textAnchor="middle"
          fontSize="12"
        >
          {line}
        </text>
      ))}
    </g>
  )
}

/** A cross over a line: nothing passes. */
export function Cross({ x, y }: { x: number; y: number }) {
  return <path className="fig-line" strokeWidth="2.2" d={`M${x - 6} ${y - 6} l12 12 M${x + 6} ${y - 6} l-12 12`} />
}

/** A zone around boxes, named at its top left. */
export function Zone({ x, y, width, height, name }: Omit<BoxProps, 'title' | 'lines'> & { name: string }) {
  return (
    <g>
      <rect className="fig-box" x={x} y={y} width={width} height={height} rx="9" />
      <text className="fig-muted" x={x + 12} y={y + 18} fontSize="12.5">
        {name}
      </text>
    </g>
  )
}
