'use client'

import { Minus, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { classNames } from './class-names.ts'
import { controlStyle } from './control-style.ts'
import { useFieldProps } from './field.tsx'

export interface NumberInputProps {
  /** null: nothing (or no number) typed */
  value: number | null
  onValueChange: (value: number | null) => void
  min?: number
  max?: number
  step?: number
  /** Unit shown inside at the right: MiB, GiB … */
  unit?: string
  disabled?: boolean
  name?: string
  className?: string
  'aria-label'?: string
}

/** A whole number with steppers. Takes what is typed as it is: whether it fits is the form's to say, at the field. */
export function NumberInput({ value, onValueChange, min, max, step = 1, unit, className, ...rest }: NumberInputProps) {
  const t = useTranslations('common')
  const field = useFieldProps()
  const [text, setText] = useState(value === null ? '' : String(value))
  useEffect(() => {
    setText((current) => (parseNumber(current) === value ? current : value === null ? '' : String(value)))
  }, [value])

  function type(next: string) {
    setText(next)
    onValueChange(parseNumber(next))
  }
  function stepBy(direction: 1 | -1) {
    const next = (value ?? min ?? 0) + direction * step
    type(String(Math.min(max ?? Number.MAX_SAFE_INTEGER, Math.max(min ?? Number.MIN_SAFE_INTEGER, next))))
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    stepBy(event.key === 'ArrowUp' ? 1 : -1)
  }
  return (
    <div className={classNames('relative flex w-44', className)}>
      <input
        {...field}
        {...rest}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        className={classNames(controlStyle, 'rounded-r-none tabular-nums', unit && 'pr-11')}
      />
      {unit && (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-[4.4rem] flex items-center text-xs text-muted"
        >
          {unit}
        </span>
      )}
      <Stepper label={t('decrease')} disabled={rest.disabled} onClick={() => stepBy(-1)} icon={<Minus size={14} />} />
      <Stepper
        label={t('increase')}
        disabled={rest.disabled}
        onClick={() => stepBy(1)}
        icon={<Plus size={14} />}
        last
      />
    </div>
  )
}

function parseNumber(text: string): number | null {
  return /^\s*-?\d+\s*$/.test(text) ? Number(text) : null
}

interface StepperProps {
  label: string
  icon: React.ReactNode
  disabled?: boolean
  last?: boolean
  onClick: () => void
}

function Stepper({ label, icon, last, ...rest }: StepperProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      {...rest}
      className={classNames(
        'flex h-8 w-8 shrink-0 items-center justify-center border border-l-0 border-line-strong/70 bg-raised text-muted enabled:hover:bg-hover disabled:opacity-60',
        last && 'rounded-r-md',
      )}
    >
      {icon}
    </button>
  )
}
