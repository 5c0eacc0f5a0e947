import type { FieldError } from './field-error.ts'

/** As fieldError, with the words of `errors.networks-*`. */
export function networkError(field: string, code: string, params: FieldError['params'] = {}): FieldError {
  return { field, code: `networks.${code}`, userMessage: `networks-${code}`, params }
}
