'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState, useEffect, useState } from 'react'
import { addAccountAction, type NewPassword } from '#app/[locale]/(account)/accounts/actions.ts'
import { useRouter } from '#app/_shell/navigation.ts'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { PasswordOnce } from './password-once.tsx'
import { RoleSelect } from './role-select.tsx'
import { useFieldErrors } from './use-field-errors.ts'

/** The button that makes an account; its password is shown once. */
export function NewAccount() {
  const t = useTranslations('accounts.new')
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<NewPassword | null>(null)
  return (
    <>
      <Button kind="primary" icon={<Plus size={15} />} onClick={() => setOpen(true)}>
        {t('button')}
      </Button>
      {open && (
        <NewAccountDialog
          onClose={() => setOpen(false)}
          onMade={(account) => {
            setOpen(false)
            setMade(account)
            router.refresh()
          }}
        />
      )}
      <PasswordOnce made={made} onClose={() => setMade(null)} />
    </>
  )
}

function NewAccountDialog({ onClose, onMade }: { onClose: () => void; onMade: (made: NewPassword) => void }) {
  const t = useTranslations('accounts')
  const common = useTranslations('common')
  const [answer, submit, pending] = useActionState(addAccountAction, null)
  const [name, setName] = useState('')
  const [username, setUsername] = useState('')
  const [role, setRole] = useState('student')
  const made = answer && 'made' in answer ? answer.made : null
  useEffect(() => {
    if (made) onMade(made)
    // Once for each answer, whatever the caller's function is by then.
  }, [made])
  const errorAt = useFieldErrors(answer && 'errors' in answer ? answer.errors : [])
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('new.title')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button kind="primary" type="submit" form="new-account" busy={pending || made !== null}>
            {t('new.create')}
          </Button>
        </>
      }
    >
      <form id="new-account" action={submit} noValidate className="space-y-2">
        <Field label={t('name')} error={errorAt('name')} reserveError>
          <TextInput name="name" autoFocus autoComplete="off" value={name} onValueChange={setName} />
        </Field>
        <Field label={t('username')} hint={t('new.usernameHint')} error={errorAt('username')} reserveError>
          <TextInput
            name="username"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={username}
            onValueChange={setUsername}
          />
        </Field>
        <Field label={t('role')} hint={t('new.roleHint')} error={errorAt('role')} reserveError>
          <RoleSelect name="role" value={role} onValueChange={setRole} />
        </Field>
        {errorAt('') && <Callout kind="error">{errorAt('')}</Callout>}
        <p className="text-xs text-muted">{t('new.passwordNote')}</p>
      </form>
    </Dialog>
  )
}
