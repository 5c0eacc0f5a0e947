/** The XML of a pool or volume without what changes by itself: how full it is. */

export function poolConfig(xml: string | null): string | null {
  return xml?.replaceAll(/^ *<(capacity|allocation|available) .*\n/gm, '') ?? null
}

export function volumeConfig(xml: string | null): string | null {
  return xml?.replaceAll(/^ *<(allocation|physical) .*\n/gm, '') ?? null
}
