'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'

/** Asks before labs are deleted: what goes, what stays, and whether they are exported first. */
export function DeleteLabs({
  open,
  onClose,
  names,
  onDelete,
}: {
  open: boolean
  onClose: () => void
  names: string[]
  onDelete: (exportFirst: boolean) => void
}) {
  const t = useTranslations('labs.delete')
  const common = useTranslations('labs')
  const [exportFirst, setExportFirst] = useState(true)
  useEffect(() => {
    if (open) setExportFirst(true)
  }, [open])
  return (
    <Dialog
      open={open}
      onOpenChange={(still) => !still && onClose()}
      title={t('title', { count: names.length })}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button kind="danger" onClick={() => onDelete(exportFirst)}>
            {exportFirst ? t('exportAndDelete') : common('acts.delete')}
          </Button>
        </>
      }
    >
      <p className="mb-3 max-h-24 overflow-y-auto text-sm font-medium">{names.join(common('and'))}</p>
      <p className="mb-2 text-sm">{t('lost')}</p>
      <p className="mb-3 text-sm">{t('kept')}</p>
      <Checkbox
        checked={exportFirst}
        onCheckedChange={setExportFirst}
        label={t('exportFirst')}
        note={t('exportFirstWhy')}
      />
      <p className="min-h-5 text-sm text-bad" aria-live="polite">
        {!exportFirst && t('forGood')}
      </p>
    </Dialog>
  )
}
