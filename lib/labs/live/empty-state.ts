import type { LabPhase, LiveCollection, LiveState } from '#lib/gateway/protocol.ts'

/** What is read from the lab host, and so unknown while the lab doesn't run. */
export const hostCollections = [
  'host',
  'domains',
  'networks',
  'leases',
  'pools',
  'volumes',
  'snapshots',
] as const satisfies LiveCollection[]

/** A lab of which nothing is known but its phase. `host` stays empty until it was read. */
export function emptyState(phase: LabPhase): LiveState {
  return {
    lab: { lab: phase },
    start: {} as LiveState['start'],
    host: {} as LiveState['host'],
    domains: {},
    networks: {},
    leases: {},
    pools: {},
    volumes: {},
    snapshots: {},
    creations: {},
    jobs: {},
    checkpoints: {},
    history: {},
    help: {} as LiveState['help'],
    hand: {} as LiveState['hand'],
    messages: {},
    suspension: {} as LiveState['suspension'],
  }
}
