'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useAct } from '#app/_classes/use-act.ts'
import { useRouter } from '#app/_shell/navigation.ts'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { useToast } from '#app/_ui/toast.tsx'
import type { WallEntry } from '#lib/help/wall-entries.ts'
import { manageLabsAction } from './actions.ts'

/** Says which hosts are of an older image, and renews those that nobody uses. Nothing while all are of the newest. */
export function RenewLabs({ classId, outdated }: { classId: string; outdated: WallEntry[] }) {
  const t = useTranslations('labs.renew')
  const and = useTranslations('labs')('and')
  const toast = useToast()
  const { act, busy, error } = useAct()
  const [asking, setAsking] = useState(false)
  useRefreshWhenReset(outdated)
  const renew = async () => {
    setAsking(false)
    const studentIds = outdated.map(({ studentId }) => studentId)
    const done = await act(() => manageLabsAction({ classId, studentIds, act: 'renew' }))
    if (done) toast({ kind: done.ok > 0 ? 'good' : 'info', title: t('done', { count: done.ok }) })
  }
  if (outdated.length === 0) return null
  return (
    <div className="mb-4" data-testid="renew-labs">
      <Callout
        title={t('title', { count: outdated.length })}
        actions={
          <Button disabled={busy} onClick={() => setAsking(true)}>
            {t('unused')}
          </Button>
        }
      >
        {t('why')}
      </Callout>
      {error && (
        <Callout kind="error" className="mt-2">
          {error.text}
        </Callout>
      )}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('ask')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('later')}</Button>
            <Button kind="danger" onClick={() => void renew()}>
              {t('go')}
            </Button>
          </>
        }
      >
        <div className="space-y-2 text-sm">
          <p>{t('which')}</p>
          <p>{t('lost')}</p>
          <p>{t('kept')}</p>
          <p className="text-muted">{outdated.map(({ name }) => name).join(and)}</p>
        </div>
      </Dialog>
    </div>
  )
}

/** What the page was made with is no longer true when one of them has got another host. */
function useRefreshWhenReset(outdated: WallEntry[]): void {
  const router = useRouter()
  const before = useRef(0)
  const resetting = outdated.filter(({ phase }) => phase === 'resetting').length
  useEffect(() => {
    if (resetting < before.current) router.refresh()
    before.current = resetting
  }, [resetting, router])
}
