/** What of a lab host no libvirt tells: read by the server from outside, see read-host-facts.ts. */
export interface HostFacts {
  /** Members of each group, as /etc/group has them. */
  groups: Record<string, string[]>
  /** `installed` as dpkg's status says; `genuine` when its program is the one that the lab's image knows; null if it does not know it. */
  packages: Record<string, { installed: boolean; version: string | null; genuine: boolean | null }>
  /** By command line: what it printed. */
  outputs: Record<string, { exitCode: number; stdout: string }>
}

export function commandKey(run: readonly string[]): string {
  return run.join(' ')
}
