import type { FieldError } from './field-error.ts'

/** As fieldError, with the words of `errors.clone.*`. */
export function cloneError(field: string, code: string, params: FieldError['params'] = {}): FieldError {
  return { field, code: `clone.${code}`, userMessage: `clone-${code}`, params }
}
