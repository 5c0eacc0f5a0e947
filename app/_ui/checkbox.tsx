'use client'

import { Check } from 'lucide-react'
import { Checkbox as Radix } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

export interface CheckboxProps {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  label: ReactNode
  note?: ReactNode
  disabled?: boolean
  name?: string
  className?: string
}

export function Checkbox({ checked, onCheckedChange, label, note, disabled, name, className }: CheckboxProps) {
  const id = useId()
  return (
    <div className={classNames('flex min-h-8 items-start gap-2 py-1.5', className)}>
      <Radix.Root
        id={id}
        name={name}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onCheckedChange(next === true)}
        className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong bg-raised data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-50"
      >
        <Radix.Indicator className="text-on-accent">
          <Check size={12} strokeWidth={3} />
        </Radix.Indicator>
      </Radix.Root>
      <label htmlFor={id} className={classNames('text-sm leading-5', disabled ? 'text-muted' : 'cursor-pointer')}>
        {label}
        {note && <span className="block text-xs text-muted">{note}</span>}
      </label>
    </div>
  )
}
