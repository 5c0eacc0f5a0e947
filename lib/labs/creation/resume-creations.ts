import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'
import { listRecords } from '../lab-record.ts'
import { onAnyPhase, readPhase } from '../phase-board.ts'
import { listLeftBehind, listUnfinished } from './creation-store.ts'
import { withLabLock } from './lab-lock.ts'
import { isWatched, removeLeftBehind, watchCreation } from './watch-creation.ts'

/**
 * At the server's start, after reconcileLabs: goes on watching the creations that it left running, and does so for each
 * lab that starts from now on.
 */
export async function keepCreations(): Promise<void> {
  singleton('creations-kept', () => onAnyPhase((labId, { phase }) => void (phase === 'running' && resumeLater(labId))))
  for (const { id } of await listRecords()) if (readPhase(id).phase === 'running') resumeLater(id)
}

function resumeLater(labId: string): void {
  resumeCreations(labId).catch((error: unknown) => log.error({ lab: labId, err: error }, 'creations were not resumed'))
}

/** For a lab that runs: watches its creations that have not ended, and removes what was left when its host stopped. */
export async function resumeCreations(labId: string): Promise<void> {
  for (const creation of await listUnfinished(labId)) {
    if (!isWatched(creation.view.id)) void watchCreation(creation)
  }
  // Nothing is created in the lab meanwhile: a new VM may have the same name.
  await withLabLock(labId, async () => {
    for (const creation of await listLeftBehind(labId)) await removeLeftBehind(creation)
  })
}
