import type { FieldError } from './field-error.ts'

/** As fieldError, with the words of `errors.storage.*`. */
export function storageError(field: string, code: string, params: FieldError['params'] = {}): FieldError {
  return { field, code: `storage.${code}`, userMessage: `storage-${code}`, params }
}
