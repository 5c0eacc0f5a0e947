'use client'

import { RadioGroup as Radix } from 'radix-ui'
import { type FocusEvent, type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { classNames } from './class-names.ts'
import { useFieldGroupProps } from './field.tsx'

export interface RadioOption {
  value: string
  label: ReactNode
  note?: ReactNode
  disabled?: boolean
}

export interface RadioGroupProps {
  value: string | null
  onValueChange: (value: string) => void
  options: readonly RadioOption[]
  disabled?: boolean
  name?: string
  orientation?: 'vertical' | 'horizontal'
  className?: string
  'aria-label'?: string
}

export function RadioGroup({ options, orientation = 'vertical', className, ...rest }: RadioGroupProps) {
  const id = useId()
  // Radix moves the focus a moment after an arrow key and chooses what it comes to only while the key is still down: on a
  // busy page a short press moved and chose nothing.
  const byArrow = useRef(false)
  const onKeyDown = (event: KeyboardEvent) => {
    byArrow.current = event.key.startsWith('Arrow')
  }
  const chooseByArrow = (event: FocusEvent<HTMLButtonElement>) => {
    if (!byArrow.current) return
    byArrow.current = false
    if (event.currentTarget.dataset.state !== 'checked') event.currentTarget.click()
  }
  return (
    <Radix.Root
      {...useFieldGroupProps()}
      {...rest}
      onKeyDown={onKeyDown}
      orientation={orientation}
      className={classNames('flex', orientation === 'vertical' ? 'flex-col' : 'flex-wrap gap-x-5', className)}
    >
      {options.map((option, index) => (
        <div key={option.value} className="flex min-h-8 items-start gap-2 py-1.5">
          <Radix.Item
            id={`${id}-${index}`}
            value={option.value}
            disabled={option.disabled}
            onFocus={chooseByArrow}
            className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-raised data-[state=checked]:border-accent disabled:opacity-50"
          >
            <Radix.Indicator className="size-2 rounded-full bg-accent" />
          </Radix.Item>
          <label
            htmlFor={`${id}-${index}`}
            className={classNames('text-sm leading-5', option.disabled ? 'text-muted' : 'cursor-pointer')}
          >
            {option.label}
            {option.note && <span className="block text-xs text-muted">{option.note}</span>}
          </label>
        </div>
      ))}
    </Radix.Root>
  )
}
