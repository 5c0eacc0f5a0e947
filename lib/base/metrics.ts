import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { singleton } from './singleton.ts'

/** What /api/metrics tells; names as Prometheus wants them: https://prometheus.io/docs/practices/naming/ */
export const metrics = () => singleton('metrics', makeMetrics)

function makeMetrics() {
  const registry = new Registry()
  const registers = [registry]
  // Of this process: memory, CPU, open files, garbage collection, and how late the event loop is.
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    labs: new Gauge({ name: 'virtlab_labs', help: 'Labs by phase', labelNames: ['phase'] as const, registers }),
    warmHosts: new Gauge({ name: 'virtlab_warm_hosts', help: 'Lab hosts that wait for a first click', registers }),
    labStarts: new Histogram({
      name: 'virtlab_lab_start_seconds',
      help: 'How long labs took to start',
      labelNames: ['outcome'] as const,
      buckets: [0.5, 1, 2, 3, 5, 10, 20, 30, 60, 120],
      registers,
    }),
    labFailures: new Counter({
      name: 'virtlab_lab_start_failures_total',
      help: 'Lab starts that failed, by the code of the error',
      labelNames: ['code'] as const,
      registers,
    }),
    suspensions: new Counter({
      name: 'virtlab_lab_suspensions_total',
      help: 'Labs suspended, by reason',
      labelNames: ['why'] as const,
      registers,
    }),
    sockets: new Gauge({
      name: 'virtlab_websockets',
      help: 'Open WebSockets by purpose',
      labelNames: ['purpose'] as const,
      registers,
    }),
    libvirtCalls: new Histogram({
      name: 'virtlab_libvirt_call_seconds',
      help: 'How long libvirt took to answer',
      labelNames: ['outcome'] as const,
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    checkpointPasses: new Counter({
      name: 'virtlab_checkpoint_passes_total',
      help: 'Checkpoints passed for the first time',
      registers,
    }),
  }
}
