/**
 * Next loads a module once for the server file and again for pages and routes, so a module-level
 * variable is not one per process. What must be one (connections, models, caches) lives on globalThis.
 */
export function singleton<T>(key: string, make: () => T): T {
  const symbol = Symbol.for(`virtlab.${key}`)
  const holder = globalThis as unknown as Record<symbol, T | undefined>
  return (holder[symbol] ??= make())
}
