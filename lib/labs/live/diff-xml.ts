import { createTwoFilesPatch } from 'diff'
import type { LiveCollection, LiveState } from '#lib/gateway/protocol.ts'
import { poolConfig, volumeConfig } from './storage-config.ts'

/** Longer ones say nothing to a reader. */
const maxLength = 16_000

interface Document {
  name: string
  before: string | null
  after: string | null
}

/** What one change of the live model did to the XML, as a unified diff; null if nothing. */
export function diffXml(
  { collection, id }: { collection: LiveCollection; id: string },
  before: LiveState,
  after: LiveState,
): string | null {
  const patches = documentsOf(collection, id, before, after).flatMap(({ name, before, after }) =>
    before === after ? [] : createTwoFilesPatch(name, name, before ?? '', after ?? '', '', '', { context: 2 }),
  )
  if (patches.length === 0) return null
  const text = patches.map((patch) => patch.replace(/^(Index: .*\n)?=+\n/, '')).join('')
  return text.length > maxLength ? `${text.slice(0, text.lastIndexOf('\n', maxLength))}\n…\n` : text
}

function documentsOf(collection: LiveCollection, id: string, before: LiveState, after: LiveState): Document[] {
  switch (collection) {
    case 'domains': {
      const [was, is] = [before.domains[id], after.domains[id]]
      const name = is?.name ?? was?.name ?? ''
      // libvirt itself writes and forgets the live XML as a VM starts and stops.
      const ranOn = was?.id != null && was.id === is?.id && was.reason !== 'starting up'
      return [
        { name: `${name} (persistent)`, before: was?.inactiveXml ?? null, after: is?.inactiveXml ?? null },
        ...(ranOn ? [{ name: `${name} (live)`, before: was.liveXml, after: is.liveXml }] : []),
      ]
    }
    case 'pools': {
      const [was, is] = [before.pools[id], after.pools[id]]
      const config = (pool: typeof is) => (pool ? poolConfig(pool.inactiveXml ?? pool.xml) : null)
      return [{ name: is?.name ?? was?.name ?? '', before: config(was), after: config(is) }]
    }
    case 'volumes': {
      const [was, is] = [before.volumes[id], after.volumes[id]]
      const name = is?.name ?? was?.name ?? ''
      return [{ name, before: volumeConfig(was?.xml ?? null), after: volumeConfig(is?.xml ?? null) }]
    }
    case 'networks': {
      const [was, is] = [before.networks[id], after.networks[id]]
      const name = is?.name ?? was?.name ?? ''
      const stayed = was?.active && is?.active
      return [
        { name: `${name} (persistent)`, before: was?.inactiveXml ?? null, after: is?.inactiveXml ?? null },
        ...(stayed ? [{ name: `${name} (live)`, before: was.xml, after: is.xml }] : []),
      ]
    }
    case 'snapshots': {
      const [was, is] = [before[collection][id], after[collection][id]]
      return [{ name: is?.name ?? was?.name ?? '', before: was?.xml ?? null, after: is?.xml ?? null }]
    }
    default:
      return []
  }
}
