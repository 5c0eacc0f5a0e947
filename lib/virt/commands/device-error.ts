import type { FieldError } from './field-error.ts'

/** As fieldError, with the words of `errors.devices.*`. */
export function deviceError(field: string, code: string, params: FieldError['params'] = {}): FieldError {
  return { field, code: `devices.${code}`, userMessage: `devices-${code}`, params }
}
