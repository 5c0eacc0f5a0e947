import { incus } from '#lib/incus/client.ts'
import { findInstance } from '#lib/incus/instances.ts'
import { lastActivity } from './activity.ts'
import { isAtWork } from './at-work.ts'
import { listOutdatedLabs } from './image-age.ts'
import { explainFailure, toWireError } from './lab-error.ts'
import { isBusy, runOperation } from './lab-operations.ts'
import { type LabRecord, readRecord, setStart } from './lab-record.ts'
import { recordGuiEntry } from './live/chronicle.ts'
import { openLiveModel } from './live/live-models.ts'
import { admitLab, advance, readPhase } from './phase-board.ts'
import { replaceInstance } from './reset-lab.ts'
import { ensureStartTemplate } from './starts/start-template.ts'

/** As for a place among the labs that run: a page that is reloaded is no end of use. */
const unusedMs = 2 * 60_000

/** Of these labs those whose host is of an older image, and that nobody uses now: no page of it is open, nothing is under way. */
export async function listRenewable(labs: LabRecord[]): Promise<LabRecord[]> {
  const outdated = await listOutdatedLabs(labs.map(({ studentId }) => studentId))
  const found: LabRecord[] = []
  for (const lab of labs) {
    admitLab(lab)
    if (outdated.some(({ labId }) => labId === lab.id) && (await isIdle(lab.id))) found.push(lab)
  }
  return found
}

/**
 * Puts a fresh host of the newest image, at the same start state, in the place of one that nobody uses, and leaves it switched off. What was on it
 * is lost. Nothing to do if somebody has come meanwhile. Codes: startLab's; the old host is then there as it was.
 */
export async function renewLab({ labId }: { labId: string }): Promise<void> {
  await runOperation({ labId, kind: 'renew' }, async () => {
    const lab = await readRecord(labId)
    admitLab(lab)
    if ((await listOutdatedLabs([lab.studentId])).length === 0 || !(await isIdle(labId, { ours: true }))) return
    try {
      await replaceInstance(lab, await ensureStartTemplate(lab.start))
    } catch (error) {
      const explained = explainFailure(error)
      if (!(await findInstance(incus(), lab.instance)))
        await advance(labId, { type: 'fail', error: toWireError(explained) })
      throw explained
    }
    await setStart(labId, lab.start)
    const params = { start: lab.start }
    const entry = { at: Date.now(), command: null, summary: 'lab-reset', params, diff: null }
    recordGuiEntry(labId, await openLiveModel(labId), entry)
    await advance(labId, { type: 'stopped' })
  })
}

async function isIdle(labId: string, { ours = false } = {}): Promise<boolean> {
  const { phase } = readPhase(labId)
  if (!['running', 'stopped', 'failed'].includes(phase) || (!ours && isBusy(labId))) return false
  if (Date.now() - (lastActivity(labId) ?? 0) < unusedMs) return false
  return (await openLiveModel(labId)) === null && !(await isAtWork(labId))
}
