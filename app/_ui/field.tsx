'use client'

import { CircleAlert } from 'lucide-react'
import { createContext, type ReactNode, useContext, useId } from 'react'
import { classNames } from './class-names.ts'

interface FieldContext {
  id: string
  labelId: string
  describedBy: string | undefined
  invalid: boolean
}

const Context = createContext<FieldContext | null>(null)

/** What a control puts on its element so that label, hint and error belong to it. Empty outside a Field. */
export function useFieldProps() {
  const field = useContext(Context)
  if (!field) return {}
  return { id: field.id, 'aria-describedby': field.describedBy, 'aria-invalid': field.invalid || undefined } as const
}

/** For groups (radio, segmented), which are named by `aria-labelledby`. */
export function useFieldGroupProps() {
  const field = useContext(Context)
  if (!field) return {}
  return { 'aria-labelledby': field.labelId, 'aria-describedby': field.describedBy } as const
}

export interface FieldProps {
  label: ReactNode
  hint?: ReactNode
  /** Shown at the field; its line is part of the layout from the start if `reserveError`, so that nothing jumps. */
  error?: ReactNode
  /** Advice that does not stop anything. */
  warning?: ReactNode
  /** label beside the control (dense forms) or above it */
  layout?: 'beside' | 'above'
  reserveError?: boolean
  children: ReactNode
  className?: string
}

/** Label + control + hint + error at the field. */
export function Field({
  label,
  hint,
  error,
  warning,
  layout = 'above',
  reserveError = false,
  children,
  className,
}: FieldProps) {
  const id = useId()
  const message = error || warning
  const describedBy = [hint && `${id}-hint`, message && `${id}-message`].filter(Boolean).join(' ') || undefined
  const beside = layout === 'beside'
  return (
    <Context.Provider value={{ id, labelId: `${id}-label`, describedBy, invalid: Boolean(error) }}>
      <div
        className={classNames(
          beside ? 'grid grid-cols-[9.5rem_minmax(0,1fr)] items-start gap-x-3' : 'flex flex-col gap-1',
          className,
        )}
      >
        <label
          id={`${id}-label`}
          htmlFor={id}
          className={classNames('text-sm', beside ? 'pt-1.5 text-muted' : 'font-medium')}
        >
          {label}
        </label>
        <div className="flex min-w-0 flex-col gap-1">
          {children}
          {hint && (
            <p id={`${id}-hint`} className="text-xs text-muted">
              {hint}
            </p>
          )}
          <div aria-live="polite" className={reserveError ? 'min-h-4' : undefined}>
            {message && (
              <p
                id={`${id}-message`}
                className={classNames('flex items-start gap-1 text-xs', error ? 'text-bad' : 'text-warn')}
              >
                <CircleAlert size={13} className="mt-0.5 shrink-0" aria-hidden />
                <span>{message}</span>
              </p>
            )}
          </div>
        </div>
      </div>
    </Context.Provider>
  )
}
