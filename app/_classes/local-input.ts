/** A moment as `<input type="datetime-local">` has it, in this machine's time zone: 2026-11-23T18:00. */
export function toLocalInput(ms: number): string {
  const date = new Date(ms)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The moment that was typed; null for an empty or half-typed one. */
export function fromLocalInput(value: string): number | null {
  const ms = value === '' ? Number.NaN : new Date(value).getTime()
  return Number.isNaN(ms) ? null : ms
}
