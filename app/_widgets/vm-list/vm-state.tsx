import { CirclePause, CircleX, Moon, Play, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge, type Tone } from '#app/_ui/badge.tsx'
import type { DomainState } from '#lib/virt/types.ts'

const looks: Record<DomainState, { tone: Tone; icon: typeof Play }> = {
  running: { tone: 'good', icon: Play },
  blocked: { tone: 'good', icon: Play },
  paused: { tone: 'warn', icon: CirclePause },
  shutdown: { tone: 'warn', icon: Square },
  shutoff: { tone: 'neutral', icon: Square },
  nostate: { tone: 'neutral', icon: Square },
  crashed: { tone: 'bad', icon: CircleX },
  pmsuspended: { tone: 'warn', icon: Moon },
}

/** A VM's state by shape and word. */
export function VmState({ state }: { state: DomainState }) {
  const t = useTranslations('lab.state')
  const { tone, icon: Icon } = looks[state]
  return (
    <Badge tone={tone} icon={<Icon size={12} aria-hidden />}>
      {t(state)}
    </Badge>
  )
}
