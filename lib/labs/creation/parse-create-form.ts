import { VirtLabError } from '#lib/base/error.ts'
import { type CreateForm, createFormSchema } from '#lib/virt/commands/create-form.ts'

/** The form that a browser sent. Code: wizard.bad-form if it has not the form's shape. */
export function parseCreateForm(form: unknown): CreateForm {
  const parsed = createFormSchema.safeParse(form)
  if (parsed.success) return parsed.data
  throw new VirtLabError({ code: 'wizard.bad-form', message: parsed.error.message, status: 400 })
}
