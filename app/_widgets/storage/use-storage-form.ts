'use client'

import { useCallback, useState } from 'react'
import type { WireError } from '#lib/gateway/protocol.ts'
import type { FieldError } from '#lib/virt/commands/field-error.ts'
import { useErrorText } from '../operation/use-error-text.ts'

/** A form whose messages come when a field was typed into, or when it was sent with all that is wrong. */
export function useStorageForm<T extends object>(
  initial: T,
  operation: { error: WireError | null; clearError: () => void },
) {
  const [form, setForm] = useState(initial)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const errorText = useErrorText()
  const { error: refused, clearError } = operation

  const change = useCallback(
    (part: Partial<T>) => {
      setForm((before) => ({ ...before, ...part }))
      setTouched((before) => new Set([...before, ...Object.keys(part)]))
      if (refused?.field) clearError()
    },
    [refused, clearError],
  )
  const errorAt = (field: string, problems: readonly FieldError[]) => {
    const own = problems.find(
      (problem) => problem.field === field && (tried || touched.has(field.split('.')[0] ?? field)),
    )
    const found = refused?.field === field ? refused : own
    return found && errorText(found)
  }
  return {
    form,
    change,
    errorAt,
    errorText,
    tryAnyway: () => setTried(true),
    typed: (field: keyof T & string) => touched.has(field),
  }
}
