/** What is wrong with a field of a form: a code and its parameters; the words are in the messages. */
export interface FieldError {
  code: string
  userMessage: string
  params: Record<string, string | number>
  field: string
  detail?: string
}

export function fieldError(field: string, code: string, params: FieldError['params'] = {}): FieldError {
  return { field, code: `wizard.${code}`, userMessage: `wizard-${code}`, params }
}
