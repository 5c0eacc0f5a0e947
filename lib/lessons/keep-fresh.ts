import { singleton } from '#lib/base/singleton.ts'

interface Kept {
  value: Promise<unknown>
  readAt: number
  reading: boolean
}

const freshMs = 1_000

/**
 * Of a server that is not for developing: what was read before, at once, and read anew behind it if that was a second ago. Files
 * of lessons hardly change there, and to look through all of them at each key of a search takes longer than the search.
 */
export function keepFresh<T>(key: string, read: () => Promise<T>): Promise<T> {
  if (process.env.NODE_ENV !== 'production') return read()
  const all = singleton('lessons-kept', () => new Map<string, Kept>())
  const known = all.get(key)
  if (!known) {
    const value = read()
    all.set(key, { value, readAt: Date.now(), reading: false })
    // What failed is not kept: the next one asks again.
    value.catch(() => all.delete(key))
    return value
  }
  if (!known.reading && Date.now() - known.readAt > freshMs) void refresh(known, read)
  return known.value as Promise<T>
}

async function refresh<T>(known: Kept, read: () => Promise<T>): Promise<void> {
  known.reading = true
  const value = read()
  // What was read before is better than nothing.
  await value.then(() => (known.value = value)).catch(() => {})
  known.readAt = Date.now()
  known.reading = false
}
