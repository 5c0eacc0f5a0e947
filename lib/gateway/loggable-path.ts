/** A request's path for the log: without its query, where codes and tickets are, and without what an invitation's link ends in. */
export function loggablePath(url: string | undefined): string {
  const path = url?.split('?')[0] ?? ''
  return path.replace(/(\/join\/)[^/]+/, '$1***')
}
