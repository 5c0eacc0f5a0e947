import type { Range } from './expectation.ts'

export function inRange(value: number, { min = -Infinity, max = Infinity }: Range): boolean {
  return value >= min && value <= max
}

/** Names as the page shows them in a row; null, not an empty text, when there are none. */
export function listOrNull(words: string[]): string | null {
  return words.length === 0 ? null : words.join(', ')
}
