export interface ProgressProps {
  /** 0 to 1; null when nobody can say. */
  value: number | null
  label: string
}

/** A bar that fills, or that moves while there is no number. */
export function Progress({ value, label }: ProgressProps) {
  const percent = value === null ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-1.5 min-w-16 flex-1 overflow-hidden rounded-full bg-sunken"
    >
      <div
        className={`h-full rounded-full bg-accent ${percent === undefined ? 'w-1/3 motion-safe:animate-pulse' : 'transition-[width]'}`}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  )
}
