import { listUnfinished } from './creation/creation-store.ts'
import { openLiveModel } from './live/live-models.ts'

/** A VM is being made, or saved, or copied: that ends before the lab is suspended. */
export async function isAtWork(labId: string): Promise<boolean> {
  if ((await listUnfinished(labId)).length > 0) return true
  const model = await openLiveModel(labId)
  return model !== null && Object.keys(model.state.jobs).length > 0
}
