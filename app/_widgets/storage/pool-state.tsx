import { CircleAlert, Hammer, Play, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge, type Tone } from '#app/_ui/badge.tsx'
import type { StoragePool } from '#lib/virt/types.ts'

const looks: Record<StoragePool['state'], { tone: Tone; icon: typeof Play }> = {
  running: { tone: 'good', icon: Play },
  inactive: { tone: 'neutral', icon: Square },
  building: { tone: 'warn', icon: Hammer },
  degraded: { tone: 'warn', icon: CircleAlert },
  inaccessible: { tone: 'bad', icon: CircleAlert },
}

/** A pool's state by shape and word. */
export function PoolState({ state }: { state: StoragePool['state'] }) {
  const t = useTranslations('storage.state')
  const { tone, icon: Icon } = looks[state]
  return (
    <Badge tone={tone} icon={<Icon size={12} aria-hidden />}>
      {t(state)}
    </Badge>
  )
}
