'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState, useEffect, useState } from 'react'
import { useRouter } from '#app/_shell/navigation.ts'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { createClassAction } from './actions.ts'

/** The button that makes a class, and goes there. */
export function NewClass() {
  const t = useTranslations('class.new')
  const errors = useTranslations('errors')
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [answer, submit, pending] = useActionState(createClassAction, null)
  const made = answer && 'id' in answer ? answer.id : null
  useEffect(() => {
    if (made) router.push(`/classes/${made}`)
  }, [made, router])
  const error = answer && 'error' in answer ? errors(answer.error.userMessage, answer.error.params) : undefined
  return (
    <>
      <Button kind="primary" icon={<Plus size={15} />} onClick={() => setOpen(true)}>
        {t('button')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('title')}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
            <Button kind="primary" type="submit" form="new-class" busy={pending || made !== null}>
              {t('create')}
            </Button>
          </>
        }
      >
        <form id="new-class" action={submit} noValidate>
          <Field label={t('name')} hint={t('nameHint')} error={error} reserveError>
            <TextInput name="name" autoFocus autoComplete="off" value={name} onValueChange={setName} />
          </Field>
        </form>
      </Dialog>
    </>
  )
}
