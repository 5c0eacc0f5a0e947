'use client'

import { CircleCheck, Clock, Link2, Trash2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { type SyntheticEvent, useState } from 'react'
import { Badge } from '#app/_ui/badge.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { CopyButton } from '#app/_ui/copy-button.tsx'
import { Field } from '#app/_ui/field.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { useTimeZone } from '#app/_ui/use-time-zone.ts'
import type { InvitationView } from '#lib/classes/invitations.ts'
import { createInvitationAction, revokeInvitationAction } from './class-actions.ts'
import { useSiteAddress } from './joining.tsx'
import { useAct } from './use-act.ts'

const states = {
  open: { tone: 'accent', icon: <Link2 size={12} aria-hidden /> },
  used: { tone: 'good', icon: <CircleCheck size={12} aria-hidden /> },
  expired: { tone: 'neutral', icon: <Clock size={12} aria-hidden /> },
} as const

/** Links by which one person each comes in, in whatever role. A link is shown when it is made, and never again. */
export function Invitations({ classId, invitations }: { classId: string; invitations: InvitationView[] }) {
  const t = useTranslations('joining.invitations')
  const roles = useTranslations('members.roles')
  const [form, setForm] = useState({ name: '', role: 'assistant', days: '7' })
  const [made, setMade] = useState<{ token: string; name: string } | null>(null)
  const { act, busy, error } = useAct()
  const site = useSiteAddress('/join/')
  const format = new Intl.DateTimeFormat(useLocale(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: useTimeZone(),
  })
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    const answer = await act(() => createInvitationAction({ ...form, classId, days: Number(form.days) }))
    if (!answer) return
    setMade({ token: answer.ok, name: form.name })
    setForm({ ...form, name: '' })
  }
  return (
    <section className="rounded-lg border border-line bg-surface p-5" aria-labelledby="invitations">
      <h2 id="invitations" className="text-base font-semibold">
        {t('title')}
      </h2>
      <p className="mt-1 max-w-2xl text-sm text-muted">{t('why')}</p>
      <form onSubmit={(event) => void submit(event)} className="mt-4 flex flex-wrap items-end gap-3">
        <Field label={t('name')} className="w-56">
          <TextInput
            autoComplete="off"
            maxLength={80}
            value={form.name}
            onValueChange={(name) => setForm({ ...form, name })}
          />
        </Field>
        <Field label={t('role')} className="w-36">
          <Select
            value={form.role}
            onValueChange={(role) => setForm({ ...form, role })}
            options={['student', 'assistant', 'instructor'].map((value) => ({ value, label: roles(value) }))}
          />
        </Field>
        <Field label={t('valid')} className="w-32">
          <Select
            value={form.days}
            onValueChange={(days) => setForm({ ...form, days })}
            options={['1', '7', '30', '90'].map((value) => ({ value, label: t('days', { days: Number(value) }) }))}
          />
        </Field>
        <Button kind="primary" type="submit" busy={busy} className="mb-1">
          {t('make')}
        </Button>
      </form>
      {error && (
        <Callout kind="error" className="mt-3">
          {error.text}
        </Callout>
      )}
      {made && (
        <Callout kind="good" title={t('made', { name: made.name || t('nobody') })} className="mt-4">
          <span className="flex items-center gap-2">
            <span className="font-mono break-all select-all" data-testid="invitation-link">
              {site}
              {made.token}
            </span>
            <CopyButton text={`${site}${made.token}`} label={t('copy')} />
          </span>
          <span className="mt-1 block text-muted">{t('once')}</span>
        </Callout>
      )}
      {invitations.length === 0 ? (
        <p className="mt-4 text-sm text-muted">{t('none')}</p>
      ) : (
        <div className="mt-4 overflow-x-auto">
          <table className="w-full border-separate border-spacing-0 text-sm" aria-label={t('title')}>
            <thead className="text-left text-xs text-muted">
              <tr className="h-8">
                <th className="pr-3 font-medium">{t('name')}</th>
                <th className="px-3 font-medium">{t('role')}</th>
                <th className="px-3 font-medium">{t('state')}</th>
                <th className="px-3 font-medium">{t('until')}</th>
                <th aria-label={t('revoke')} />
              </tr>
            </thead>
            <tbody>
              {invitations.map(({ id, name, role, state, expiresAt }) => (
                <tr key={id} className="h-9 [&>td]:border-t [&>td]:border-line">
                  <td className="pr-3">{name || <span className="text-muted">{t('nobody')}</span>}</td>
                  <td className="px-3">{roles(role)}</td>
                  <td className="px-3">
                    <Badge tone={states[state].tone} icon={states[state].icon}>
                      {t(`states.${state}`)}
                    </Badge>
                  </td>
                  <td className="px-3 whitespace-nowrap text-muted">{format.format(expiresAt)}</td>
                  <td className="w-9 text-right">
                    <IconButton
                      label={t(state === 'open' ? 'revokeOf' : 'forget', { name: name || t('nobody') })}
                      icon={<Trash2 size={15} />}
                      disabled={busy}
                      onClick={() => void act(() => revokeInvitationAction({ classId, id }))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
