import { VirtLabError } from '#lib/base/error.ts'
import type { FieldError } from '#lib/virt/commands/field-error.ts'

/** Rejects with the first of the errors; none is fine. */
export function refuseFirst(errors: readonly FieldError[]): void {
  const [error] = errors
  if (!error) return
  const { code, params, field } = error
  throw new VirtLabError({ code, message: `${field}: ${code}`, params, field, status: 409 })
}
