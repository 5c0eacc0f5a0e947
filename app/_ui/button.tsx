import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Spinner } from './spinner.tsx'

export type ButtonKind = 'primary' | 'default' | 'quiet' | 'danger'

const kinds: Record<ButtonKind, string> = {
  primary: 'bg-accent text-on-accent border-transparent enabled:hover:bg-accent-strong',
  default: 'bg-raised text-text border-line-strong/60 enabled:hover:bg-hover enabled:active:bg-pressed',
  quiet: 'bg-transparent text-text border-transparent enabled:hover:bg-hover enabled:active:bg-pressed',
  danger: 'bg-raised text-bad border-bad/60 enabled:hover:bg-bad-soft',
}

export interface ButtonProps extends ComponentProps<'button'> {
  kind?: ButtonKind
  /** Shows that it works, and takes no second click meanwhile. */
  busy?: boolean
  icon?: ReactNode
}

/** A button of 32 px. `type` is `button` unless said otherwise. */
export function Button({ kind = 'default', busy = false, icon, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={classNames(
        'inline-flex h-8 items-center justify-center gap-1.5 rounded-md border px-3 text-sm font-medium whitespace-nowrap select-none',
        'disabled:cursor-not-allowed disabled:opacity-55',
        kinds[kind],
        className,
      )}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
}
