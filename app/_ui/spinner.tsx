import { LoaderCircle } from 'lucide-react'
import { classNames } from './class-names.ts'

/** A turning ring; give `label` where no words beside it say what goes on. */
export function Spinner({ size = 14, label, className }: { size?: number; label?: string; className?: string }) {
  return (
    <LoaderCircle
      size={size}
      aria-hidden={label === undefined}
      aria-label={label}
      role={label === undefined ? undefined : 'status'}
      className={classNames('shrink-0 animate-spin', className)}
    />
  )
}
