/**
 * virt-install reads `--disk a=1,b=2` with Python's shlex, the comma being the only separator: a value with a comma, a
 * quote or a backslash is put in double quotes, inside which a backslash guards `"` and `\`.
 */
export function suboptionValue(value: string): string {
  if (!/[,"'\\]/.test(value)) return value
  return `"${value.replace(/["\\]/g, '\\$&')}"`
}

/** `{ path: '/a,b', size: 5 }` → `path="/a,b",size=5`; null and undefined entries are left out. */
export function suboptions(entries: Record<string, string | number | null | undefined>): string {
  return Object.entries(entries)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => `${key}=${suboptionValue(String(value))}`)
    .join(',')
}
