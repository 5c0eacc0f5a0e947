/** What is looked at when a VM has no address or no way out, from its link outwards. */
export const networkChecks = [
  'active',
  'autostart',
  'running',
  'link',
  'plugged',
  'bridge',
  'dnsmasq',
  'lease',
  'address',
  'ping',
  'dns',
  'forwarding',
  'nat',
  'uplink',
] as const
export type NetworkCheck = (typeof networkChecks)[number]

export interface CheckResult {
  check: NetworkCheck
  /** Unknown: it cannot be said, or has no meaning as long as something before it is wrong. */
  verdict: 'ok' | 'bad' | 'unknown'
  /** As typed in the terminal; null where there is nothing to ask. */
  command: string | null
  /** What it printed. */
  output: string
}
