'use client'

import { useCallback } from 'react'
import type { WireError } from '#lib/gateway/protocol.ts'
import type { FieldError } from '#lib/virt/commands/field-error.ts'
import { useErrorText } from '../../operation/use-error-text.ts'

/** The sentence for a field: what is wrong as typed, or what the server answered about it. */
export function useFieldText(
  errors: readonly FieldError[],
  refused: WireError | null,
): (field: string) => string | undefined {
  const text = useErrorText()
  return useCallback(
    (field) => {
      const error = errors.find((one) => one.field === field) ?? (refused?.field === field ? refused : undefined)
      return error && text(error)
    },
    [errors, refused, text],
  )
}
