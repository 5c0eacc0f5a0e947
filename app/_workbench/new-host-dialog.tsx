'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { labAction } from './actions.ts'

/** What is lost and what is kept when the lab gets a host of the newest image. */
export function NewHostDialog({ labId, open, onClose }: { labId: string; open: boolean; onClose: () => void }) {
  const t = useTranslations('workbench.newHost')
  return (
    <Dialog
      open={open}
      onOpenChange={(on) => !on && onClose()}
      title={t('title')}
      footer={
        <>
          <Button onClick={onClose}>{t('later')}</Button>
          <Button
            kind="danger"
            onClick={() => {
              void labAction(labId, 'reset')
              onClose()
            }}
          >
            {t('take')}
          </Button>
        </>
      }
    >
      <div className="space-y-2 text-sm">
        <p>{t('lost')}</p>
        <p>{t('kept')}</p>
        <p className="text-muted">{t('export')}</p>
      </div>
    </Dialog>
  )
}
