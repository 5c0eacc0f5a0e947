'use client'

import { UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { useToast } from '#app/_ui/toast.tsx'
import type { ImportedAccount, PlannedRow } from '#lib/classes/roster/roster-row.ts'
import { addPersonAction } from './member-actions.ts'
import { PasswordSlips } from './password-slips.tsx'
import { useAct } from './use-act.ts'

const empty = { name: '', username: '', role: 'student' }

/** Adds one person by user name; who has no account gets one, with a password that is shown once. */
export function AddPerson({ classId }: { classId: string }) {
  const t = useTranslations('members.add')
  const problems = useTranslations('roster.problems')
  const roles = useTranslations('members.roles')
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const [person, setPerson] = useState(empty)
  const [plan, setPlan] = useState<PlannedRow | null>(null)
  const [made, setMade] = useState<ImportedAccount[]>([])
  const { act, busy, error, clear } = useAct()

  const change = (part: Partial<typeof empty>) => {
    setPerson({ ...person, ...part })
    setPlan(null)
    clear()
  }
  const close = () => {
    setOpen(false)
    setPerson(empty)
    setPlan(null)
    setMade([])
    clear()
  }
  const joining = plan?.state === 'joins' ? plan.account?.name : undefined
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    const answer = await act(() => addPersonAction({ classId, ...person, confirmed: joining !== undefined }))
    if (!answer) return
    if ('plan' in answer.ok) return setPlan(answer.ok.plan)
    if (answer.ok.result.created.length > 0) return setMade(answer.ok.result.created)
    toast({ kind: 'good', title: t('joined', { name: joining ?? person.name }) })
    return close()
  }
  const problem = plan?.state === 'error' ? plan.problem : null
  const at = (column: string) =>
    problem?.column === column ? problems(`${column}-${problem.problem}`, problem.params) : undefined
  return (
    <>
      <Button icon={<UserPlus size={15} />} onClick={() => setOpen(true)}>
        {t('button')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={(next) => next || close()}
        dismissible={made.length === 0}
        size={made.length > 0 ? 'medium' : 'small'}
        title={t('title')}
        footer={
          made.length > 0 ? (
            <Button kind="primary" onClick={close}>
              {t('done')}
            </Button>
          ) : (
            <>
              <Button onClick={close}>{t('cancel')}</Button>
              <Button kind="primary" type="submit" form="add-person" busy={busy} disabled={plan?.state === 'member'}>
                {t(joining === undefined ? 'submit' : 'confirm')}
              </Button>
            </>
          )
        }
      >
        {made.length > 0 ? (
          <PasswordSlips accounts={made} file={made[0]?.username ?? ''} />
        ) : (
          <form id="add-person" onSubmit={(event) => void submit(event)} noValidate className="space-y-2">
            {error && <Callout kind="error">{error.text}</Callout>}
            <Field label={t('username')} hint={t('usernameHint')} error={at('username') ?? at('email')} reserveError>
              <TextInput mono autoFocus value={person.username} onValueChange={(username) => change({ username })} />
            </Field>
            <Field label={t('name')} hint={t('nameHint')} error={at('name')} reserveError>
              <TextInput autoComplete="off" value={person.name} onValueChange={(name) => change({ name })} />
            </Field>
            <Field label={t('role')}>
              <Select
                value={person.role}
                onValueChange={(role) => change({ role })}
                options={['student', 'assistant', 'instructor'].map((value) => ({ value, label: roles(value) }))}
              />
            </Field>
            {joining !== undefined && <Callout title={t('exists', { name: joining })}>{t('existsWhy')}</Callout>}
            {plan?.state === 'member' && (
              <Callout>
                {t('already', { name: plan.account?.name ?? '', role: roles(plan.account?.role ?? 'student') })}
              </Callout>
            )}
          </form>
        )}
      </Dialog>
    </>
  )
}
