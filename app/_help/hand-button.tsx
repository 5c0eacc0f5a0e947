'use client'

import { Hand } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Field } from '#app/_ui/field.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { lowerHandAction, raiseHandAction } from './actions.ts'
import { useHand } from './use-help.ts'
import { useHelpAction } from './use-help-action.ts'
import { Waited } from './waited.tsx'

/** Raises the student's hand, with a line of text if they like, and takes it down again. */
export function HandButton() {
  const t = useTranslations('help.hand')
  const hand = useHand()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const { busy, error, run } = useHelpAction()
  const close = () => {
    setOpen(false)
    setText('')
  }
  return (
    <>
      {hand ? (
        <Button
          kind="quiet"
          className="text-warn"
          icon={<Hand size={16} />}
          onClick={() => setOpen(true)}
          data-testid="hand-up"
        >
          {t('up')} <Waited since={hand.at} />
        </Button>
      ) : (
        <IconButton label={t('raise')} icon={<Hand size={16} />} onClick={() => setOpen(true)} />
      )}
      <Dialog
        open={open}
        onOpenChange={(next) => (next ? setOpen(true) : close())}
        title={hand ? t('upTitle') : t('raise')}
        footer={
          hand ? (
            <>
              <Button onClick={close}>{t('keep')}</Button>
              <Button
                kind="primary"
                busy={busy}
                onClick={() => void run(() => lowerHandAction()).then((done) => done && close())}
              >
                {t('lower')}
              </Button>
            </>
          ) : (
            <>
              <Button onClick={close}>{t('cancel')}</Button>
              <Button kind="primary" type="submit" form="raise-hand" busy={busy}>
                {t('raiseNow')}
              </Button>
            </>
          )
        }
      >
        {hand ? (
          <div className="space-y-2 text-sm">
            <p>{t('upText')}</p>
            {hand.text && <p className="rounded-sm bg-sunken px-3 py-2">{hand.text}</p>}
            {error && <p className="text-bad">{error}</p>}
          </div>
        ) : (
          <form
            id="raise-hand"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              void run(() => raiseHandAction(text)).then((done) => done && close())
            }}
          >
            <Field label={t('text')} hint={t('textHint')} error={error} reserveError>
              <TextInput value={text} onValueChange={setText} maxLength={200} autoComplete="off" autoFocus />
            </Field>
          </form>
        )}
      </Dialog>
    </>
  )
}
