/** Names by number, as `virsh event` prints them in lower case. */

export const domainEvents = [
  'defined',
  'undefined',
  'started',
  'suspended',
  'resumed',
  'stopped',
  'shutdown',
  'pmsuspended',
  'crashed',
] as const

export type DomainLifecycle = (typeof domainEvents)[number]

/** https://libvirt.org/html/libvirt-libvirt-domain.html#virDomainEventType and the detail enums it names. */
export const domainEventDetails: Record<DomainLifecycle, readonly string[]> = {
  defined: ['added', 'updated', 'renamed', 'snapshot'],
  undefined: ['removed', 'renamed'],
  started: ['booted', 'migrated', 'restored', 'snapshot', 'event wakeup'],
  suspended: [
    'paused',
    'migrated',
    'i/o error',
    'watchdog',
    'restored',
    'snapshot',
    'api error',
    'post-copy',
    'post-copy error',
  ],
  resumed: ['unpaused', 'migrated', 'snapshot', 'post-copy', 'post-copy error'],
  stopped: ['shutdown', 'destroyed', 'crashed', 'migrated', 'saved', 'failed', 'snapshot'],
  shutdown: ['finished', 'finished after guest request', 'finished after host request'],
  pmsuspended: ['memory', 'disk'],
  crashed: ['panicked', 'crashloaded'],
}

export const networkEvents = ['defined', 'undefined', 'started', 'stopped'] as const
export const poolEvents = ['defined', 'undefined', 'started', 'stopped', 'created', 'deleted'] as const
