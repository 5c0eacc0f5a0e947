'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState, useTransition } from 'react'
import {
  changeRoleAction,
  deleteAccountAction,
  type ManageAnswer,
  resetPasswordAction,
  setDisabledAction,
} from '#app/[locale]/(account)/accounts/actions.ts'
import { useRouter } from '#app/_shell/navigation.ts'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { useToast } from '#app/_ui/toast.tsx'
import type { WireError } from '#lib/gateway/protocol.ts'
import type { AccountTableRow } from './account-table.tsx'
import { PasswordOnce } from './password-once.tsx'
import { RoleSelect } from './role-select.tsx'

export type AccountAct = 'reset' | 'change' | 'disable' | 'enable' | 'delete'

interface Props {
  kind: AccountAct
  row: AccountTableRow
  onClose: () => void
}

/** Asks before something is done with an account, and says what came of it. */
export function AccountDialog({ kind, row, onClose }: Props) {
  const t = useTranslations('accounts')
  const errors = useTranslations('errors')
  const common = useTranslations('common')
  const toast = useToast()
  const router = useRouter()
  const [busy, startTransition] = useTransition()
  const [error, setError] = useState<WireError | null>(null)
  const [password, setPassword] = useState<string | null>(null)
  const [role, setRole] = useState<string>(row.role)
  const [typed, setTyped] = useState('')
  const { id, name, username } = row
  const acts: Record<AccountAct, () => Promise<ManageAnswer>> = {
    reset: () => resetPasswordAction(id),
    change: () => changeRoleAction(id, role),
    disable: () => setDisabledAction(id, true),
    enable: () => setDisabledAction(id, false),
    delete: () => deleteAccountAction(id, typed),
  }
  const submit = () =>
    startTransition(async () => {
      setError(null)
      const answer = await acts[kind]()
      if ('error' in answer) return setError(answer.error)
      router.refresh()
      if ('password' in answer) return setPassword(answer.password)
      if (kind === 'enable' || kind === 'delete') toast({ kind: 'good', title: t(`${kind}.done`, { name }) })
      onClose()
    })
  if (password) return <PasswordOnce made={{ name, username, password }} onClose={onClose} />
  const words = error && errors(error.userMessage, error.params)
  const body: Record<AccountAct, ReactNode> = {
    reset: <p className="text-sm">{t('reset.text')}</p>,
    disable: <p className="text-sm">{t('disable.text')}</p>,
    enable: null,
    change: (
      <Field label={t('role')} hint={row.role === 'admin' ? t('change.text') : undefined}>
        <RoleSelect value={role} onValueChange={setRole} />
      </Field>
    ),
    delete: (
      <>
        <p className="mb-3 text-sm">{t('delete.text')}</p>
        <Field label={t('delete.type', { name })} error={error?.field && words} reserveError>
          <TextInput autoFocus autoComplete="off" value={typed} onValueChange={setTyped} />
        </Field>
      </>
    ),
  }
  const label = kind === 'change' ? t('change.save') : kind === 'enable' ? t('enable.action') : t(`${kind}.confirm`)
  const differs = kind === 'delete' && typed.trim() !== name.trim()
  return (
    <Dialog
      open
      onOpenChange={(open) => open || busy || onClose()}
      title={kind === 'enable' ? name : t(`${kind}.title`, { name })}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            {common('cancel')}
          </Button>
          <Button
            kind={kind === 'delete' || kind === 'disable' ? 'danger' : 'primary'}
            type="submit"
            form="account-act"
            busy={busy}
            disabled={differs}
          >
            {label}
          </Button>
        </>
      }
    >
      <form id="account-act" action={submit} noValidate>
        {body[kind]}
        {words && !error?.field && (
          <Callout kind="error" className="mt-3">
            {words}
          </Callout>
        )}
      </form>
    </Dialog>
  )
}
