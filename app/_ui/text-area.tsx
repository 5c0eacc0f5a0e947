'use client'

import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { controlStyle } from './control-style.ts'
import { useFieldProps } from './field.tsx'

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'onChange'> {
  onValueChange: (value: string) => void
}

/** Text of several lines. */
export function TextArea({ onValueChange, className, ...rest }: TextAreaProps) {
  return (
    <textarea
      {...useFieldProps()}
      rows={3}
      {...rest}
      onChange={(event) => onValueChange(event.target.value)}
      className={classNames(controlStyle, 'h-auto min-h-16 resize-y py-1.5', className)}
    />
  )
}
