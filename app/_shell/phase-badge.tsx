import { CircleDashed, CirclePlay, CircleStop, CircleX, Hourglass, LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge, type Tone } from '#app/_ui/badge.tsx'
import type { LabPhase } from '#lib/gateway/protocol.ts'

type Phase = LabPhase['phase']

export const phaseLooks: Record<Phase, { tone: Tone; icon: ReactNode }> = {
  absent: { tone: 'neutral', icon: <CircleDashed size={13} aria-hidden /> },
  provisioning: { tone: 'accent', icon: <LoaderCircle size={13} aria-hidden className="animate-spin" /> },
  running: { tone: 'good', icon: <CirclePlay size={13} aria-hidden /> },
  stopping: { tone: 'neutral', icon: <LoaderCircle size={13} aria-hidden className="animate-spin" /> },
  stopped: { tone: 'neutral', icon: <CircleStop size={13} aria-hidden /> },
  resetting: { tone: 'accent', icon: <LoaderCircle size={13} aria-hidden className="animate-spin" /> },
  failed: { tone: 'bad', icon: <CircleX size={13} aria-hidden /> },
}

const queuedLook = { tone: 'neutral', icon: <Hourglass size={13} aria-hidden /> } as const

/** A lab's state by shape, word and colour. `queued`: it is to start, and waits for a place. */
export function PhaseBadge({ phase, queued = false }: { phase: Phase; queued?: boolean }) {
  const t = useTranslations('home.phase')
  const { tone, icon } = queued ? queuedLook : phaseLooks[phase]
  return (
    <Badge tone={tone} icon={icon}>
      {t(queued ? 'queued' : phase)}
    </Badge>
  )
}
