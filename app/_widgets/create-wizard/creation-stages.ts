import type { StageState } from '#app/_ui/stages.tsx'
import type { CreationView } from '#lib/gateway/protocol.ts'

type StageId = 'allocating' | 'creating' | 'starting' | 'installing' | 'restarting' | 'done'

const withInstall: StageId[] = ['allocating', 'creating', 'installing', 'restarting', 'done']
const withoutInstall: StageId[] = ['creating', 'starting', 'done']

/** The steps of a creation and where it stands; one that failed stands where it did. */
export function creationStages({
  stage,
  method,
  output,
  domainUuid,
}: CreationView): { id: StageId; state: StageState }[] {
  const ids = method === 'import' ? withoutInstall : withInstall
  if (stage === 'done') return ids.map((id) => ({ id, state: 'done' }))
  const stopped = stage === 'failed' || stage === 'cancelled'
  const at = stopped ? stoppedAt(ids, output, domainUuid) : Math.max(0, ids.indexOf(stage as StageId))
  return ids.map((id, index) => ({
    id,
    state: index < at ? 'done' : index > at ? 'waiting' : stopped ? 'failed' : 'active',
  }))
}

function stoppedAt(ids: StageId[], output: string, domainUuid: string | null): number {
  if (domainUuid || output.includes('Creating domain...'))
    return Math.max(ids.indexOf('installing'), ids.indexOf('starting'))
  return output.includes('Allocating ') ? ids.indexOf('creating') : 0
}
