import { metrics } from '#lib/base/metrics.ts'
import type { LabPhase } from '#lib/gateway/protocol.ts'
import { countPhases } from './phase-board.ts'

const phases = [
  'absent',
  'provisioning',
  'running',
  'stopping',
  'stopped',
  'resetting',
  'failed',
] as const satisfies LabPhase['phase'][]

/** All metrics, in Prometheus' text format. */
export async function readMetrics(): Promise<{ text: string; contentType: string }> {
  const { registry, labs } = metrics()
  const counts = countPhases()
  for (const phase of phases) labs.set({ phase }, counts.get(phase) ?? 0)
  return { text: await registry.metrics(), contentType: registry.contentType }
}
