'use client'

import { Sparkles } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { useLive } from '#app/_widgets/live-state/live-state.tsx'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { NewHostDialog } from './new-host-dialog.tsx'

const selectNewer = (state: LiveState) => state.start.start?.newerImage ?? null
const selectPhase = (state: LiveState) => state.lab.lab?.phase

/** Over the workbench when new hosts are of another image than this one. After "not now" it keeps quiet until the next image; the lab's menu has it still. */
export function NewHostNotice({ labId }: { labId: string }) {
  const t = useTranslations('workbench.newHost')
  const newer = useLive(selectNewer) ?? null
  const phase = useLive(selectPhase)
  // Until the browser has been asked, nothing is shown that would go at once.
  const [declined, setDeclined] = useState<string | null | undefined>(undefined)
  const [asking, setAsking] = useState(false)
  const key = `virtlab-declined-${labId}`
  useEffect(() => setDeclined(localStorage.getItem(key)), [key])
  const offered = newer !== null && declined !== undefined && declined !== newer && phase === 'running'
  const decline = () => {
    if (newer === null) return
    localStorage.setItem(key, newer)
    setDeclined(newer)
  }
  return (
    <div role="status" className="shrink-0" data-testid="new-host-notice">
      {offered && (
        <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-accent-soft px-4 py-1 text-sm">
          <Sparkles size={16} className="shrink-0 text-accent" aria-hidden />
          <span className="min-w-0 flex-1">
            <strong className="font-semibold">{t('offer')}</strong> {t('offerHow')}
          </span>
          <Button onClick={decline}>{t('later')}</Button>
          <Button onClick={() => setAsking(true)}>{t('look')}</Button>
        </div>
      )}
      <NewHostDialog labId={labId} open={asking} onClose={() => setAsking(false)} />
    </div>
  )
}
