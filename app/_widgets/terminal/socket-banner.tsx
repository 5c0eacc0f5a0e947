'use client'

import { useTranslations } from 'next-intl'
import type { LabSocketState } from '#app/_socket/lab-socket.ts'
import { Spinner } from '#app/_ui/spinner.tsx'

/** One honest line over a terminal or screen whose connection is not there; nothing while it is. */
export function SocketBanner({ state }: { state: LabSocketState }) {
  const t = useTranslations('console')
  if (state.state === 'open' || state.state === 'closed') return null
  return (
    <div
      role="status"
      className="flex h-8 shrink-0 items-center gap-2 border-b border-line bg-warn-soft px-3 text-xs text-warn"
    >
      {state.state !== 'refused' && <Spinner />}
      {state.state === 'connecting' && t('connecting')}
      {state.state === 'waiting' && t('reconnecting', { attempt: state.attempt })}
      {state.state === 'refused' && t('refused', { code: state.code })}
    </div>
  )
}
