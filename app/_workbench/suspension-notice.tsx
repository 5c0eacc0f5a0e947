'use client'

import { Hourglass } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { useLive } from '#app/_widgets/live-state/live-state.tsx'
import type { LiveState } from '#lib/gateway/protocol.ts'

const selectSuspension = (state: LiveState) => state.suspension.suspension

/** Over the workbench some minutes before the lab is suspended. Any key or click in the page is an answer; the button says so. */
export function SuspensionNotice() {
  const t = useTranslations('workbench.suspension')
  const format = useFormatter()
  const suspension = useLive(selectSuspension)
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const idle = suspension?.why === 'idle'
  return (
    <div role="status" className="shrink-0" data-testid="suspension-notice">
      {suspension && (
        <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b border-warn bg-warn-soft px-4 py-1 text-sm">
          <Hourglass size={16} className="shrink-0 text-warn" aria-hidden />
          <span className="min-w-0 flex-1">
            <strong className="font-semibold">
              {t(idle ? 'idle' : 'limit', {
                time: format.dateTime(suspension.at, { hour: '2-digit', minute: '2-digit', hour12: false, timeZone }),
              })}
            </strong>{' '}
            {t(idle ? 'idleHow' : 'limitHow')}
          </span>
          {idle && <Button>{t('here')}</Button>}
        </div>
      )}
    </div>
  )
}
