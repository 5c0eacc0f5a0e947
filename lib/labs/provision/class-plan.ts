/** What one lab takes, measured by scripts/bench/class.ts: a host at rest, and with one small VM in it. */
export const labFigures = { idleMemoryMiB: 80, workingMemoryMiB: 450, freshDiskMiB: 8, workingDiskMiB: 400, seconds: 2 }
/** Left to the machine itself. */
const reserve = { memoryMiB: 1024, diskMiB: 2048 }

export interface Machine {
  cpus: number
  availableMemoryMiB: number
  availableDiskMiB: number
}

/** What a new lab of the class may use at most, and how many may run at once. */
export interface ClassShare {
  memoryMiB: number
  cpus: number
  diskGiB: number
  /** Whether the class says so, or the site. */
  whose: 'class' | 'site'
  /** Null: no limit. Of the site: what other classes' labs leave. */
  quota: { limit: number; scope: 'class' | 'site' } | null
}

export interface ClassPlan {
  /** Labs that run already, that will be started, and that will be made. */
  ready: number
  start: number
  make: number
  share: ClassShare
  /**
   * What the labs that come up will take at rest, what those that run at once may take while students work, and if all use up their
   * limits, and what there is.
   */
  memory: { restMiB: number; workMiB: number; mostMiB: number; availableMiB: number }
  disk: { freshMiB: number; workMiB: number; mostMiB: number; availableMiB: number }
  cpus: number
  /** For how many of them there is memory at once, with a VM each. */
  atOnce: number
  /** Until all are ready, about. */
  seconds: number
  warnings: ('memory' | 'memory-at-work' | 'memory-most' | 'quota' | 'disk' | 'cpus')[]
}

/** What it takes to give a class its labs, against what the machine has. Pure. */
export function planClass(
  labs: { ready: number; start: number; make: number },
  machine: Machine,
  share: ClassShare,
): ClassPlan {
  const { ready, start, make } = labs
  const all = ready + start + make
  const together = Math.min(all, share.quota?.limit ?? all)
  /** What comes up now; the others do when somebody opens them. */
  const coming = Math.max(0, together - ready)
  const free = Math.max(0, machine.availableMemoryMiB - reserve.memoryMiB)
  const working = Math.min(labFigures.workingMemoryMiB, share.memoryMiB)
  const memory = {
    restMiB: coming * labFigures.idleMemoryMiB,
    workMiB: together * working,
    mostMiB: together * share.memoryMiB,
    availableMiB: machine.availableMemoryMiB,
  }
  const disk = {
    freshMiB: Math.min(coming, make) * labFigures.freshDiskMiB,
    workMiB: all * Math.min(labFigures.workingDiskMiB, share.diskGiB * 1024),
    mostMiB: all * share.diskGiB * 1024,
    availableMiB: machine.availableDiskMiB,
  }
  // Those that run have taken their part of the memory already, at rest.
  const room = free + ready * labFigures.idleMemoryMiB
  const atOnce = Math.floor(room / working)
  const warnings: ClassPlan['warnings'] = []
  if (together < all) warnings.push('quota')
  if (memory.restMiB > free) warnings.push('memory')
  else if (atOnce < together) warnings.push('memory-at-work')
  // The site's limit is a fence that few ever reach; what a class asks for it means to use.
  else if (share.whose === 'class' && memory.mostMiB > room) warnings.push('memory-most')
  if (disk.workMiB > machine.availableDiskMiB - reserve.diskMiB) warnings.push('disk')
  if (together > machine.cpus * 15) warnings.push('cpus')
  return {
    ...{ ready, start, make, share, memory, disk, atOnce, warnings },
    cpus: machine.cpus,
    seconds: Math.ceil((coming * labFigures.seconds * 2) / machine.cpus),
  }
}
