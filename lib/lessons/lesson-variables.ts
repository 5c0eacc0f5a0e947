/** `%name%` in code and attributes. Two letters at least, so that `date +%y%m%d` is left alone. */
const reference = /%([a-z][A-Za-z0-9]+)%/g

/** Names of the per-student values that a text refers to. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(reference)].map(([, name = '']) => name)
}

/** The text with the student's values; a name that has none stays as written. */
export function withValues(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(reference, (whole, name: string) => (Object.hasOwn(values, name) ? values[name]! : whole))
}
