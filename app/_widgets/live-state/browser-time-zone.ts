/** The reader's own time zone. For what is only drawn in the browser: the server would take another one. */
export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
