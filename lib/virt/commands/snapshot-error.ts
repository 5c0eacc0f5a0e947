import type { FieldError } from './field-error.ts'

/** As fieldError, with the words of `errors.snapshots.*`. */
export function snapshotError(field: string, code: string, params: FieldError['params'] = {}): FieldError {
  return { field, code: `snapshots.${code}`, userMessage: `snapshots-${code}`, params }
}
