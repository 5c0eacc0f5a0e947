'use client'

import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { controlStyle } from './control-style.ts'
import { useFieldProps } from './field.tsx'

export interface TextInputProps extends Omit<ComponentProps<'input'>, 'onChange'> {
  onValueChange?: (value: string) => void
  /** Names, paths, addresses: monospace, and no spell checking. */
  mono?: boolean
}

export function TextInput({ onValueChange, mono = false, className, ...rest }: TextInputProps) {
  return (
    <input
      {...useFieldProps()}
      type="text"
      {...(mono ? { spellCheck: false, autoCapitalize: 'off', autoCorrect: 'off', autoComplete: 'off' } : {})}
      {...rest}
      onChange={onValueChange && ((event) => onValueChange(event.target.value))}
      className={classNames(controlStyle, mono && 'font-mono', className)}
    />
  )
}
