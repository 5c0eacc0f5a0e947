'use client'

import { useTranslations } from 'next-intl'
import type { WireError } from '#lib/gateway/protocol.ts'

/** The words for the error of each field of a form; those that are no field's are under `''`. */
export function useFieldErrors(errors: WireError[]): (field: string) => string | undefined {
  const t = useTranslations('errors')
  return (field) => {
    const error = errors.find((one) => (one.field ?? '') === field)
    return error && t(error.userMessage, error.params)
  }
}
