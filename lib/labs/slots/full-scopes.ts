/** Within what only so many labs may run at once: a class, or the whole site. */
export interface Scope {
  kind: 'class' | 'site'
  limit: number
  /** Labs that count. */
  labs: ReadonlySet<string>
}

export interface FullScope extends Scope {
  /** Those of them that run, or are coming up or going down, the lab itself apart. */
  running: string[]
}

/** The scopes of the lab in which there is no room for it, the smallest limit first. Every one of its classes counts. Pure. */
export function fullScopes(labId: string, scopes: Scope[], running: ReadonlySet<string>): FullScope[] {
  return scopes
    .filter(({ labs }) => labs.has(labId))
    .map((scope) => ({ ...scope, running: [...running].filter((id) => id !== labId && scope.labs.has(id)) }))
    .filter((scope) => scope.running.length >= scope.limit)
    .toSorted((a, b) => a.limit - b.limit)
}

/** The labs that count wherever there is no room: if one of them leaves, that is a place less to wait for. Pure. */
export function whoMakesRoom(full: FullScope[]): string[] {
  const [first, ...rest] = full
  if (!first) return []
  return first.running.filter((id) => rest.every(({ running }) => running.includes(id)))
}

/** Whether it is enough if one leaves; not so after the limit was lowered. Pure. */
export function isOneEnough(full: FullScope[]): boolean {
  return full.every(({ running, limit }) => running.length === limit)
}
