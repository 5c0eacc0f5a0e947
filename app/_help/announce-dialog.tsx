'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextArea } from '#app/_ui/text-area.tsx'
import { useToast } from '#app/_ui/toast.tsx'
import { announceAction } from './actions.ts'
import { useHelpAction } from './use-help-action.ts'

/** Writes to every student of the class. */
export function AnnounceDialog({ classId, open, onClose }: { classId: string; open: boolean; onClose: () => void }) {
  const t = useTranslations('help.message')
  const toast = useToast()
  const [text, setText] = useState('')
  const { busy, error, run } = useHelpAction()
  const send = async () => {
    if (!(await run(() => announceAction(classId, text)))) return
    setText('')
    onClose()
    toast({ kind: 'good', title: t('sent') })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={t('toAll')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" type="submit" form="announce" busy={busy} disabled={text.trim() === ''}>
            {t('send')}
          </Button>
        </>
      }
    >
      <form
        id="announce"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Field label={t('text')} hint={t('toAllText')} error={error} reserveError>
          <TextArea autoFocus rows={4} maxLength={1000} value={text} onValueChange={setText} />
        </Field>
      </form>
    </Dialog>
  )
}
