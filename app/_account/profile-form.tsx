'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useActionState, useState, useTransition } from 'react'
import { renameSelfAction } from '#app/[locale]/(account)/account/actions.ts'
import { chooseLocaleAction } from '#app/_shell/actions.ts'
import { useRouter } from '#app/_shell/navigation.ts'
import { type Locale, routing } from '#app/_shell/routing.ts'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { useAnswer } from './use-answer.ts'
import { useFieldErrors } from './use-field-errors.ts'

/** One's name and language. */
export function ProfileForm({ name: initial, username }: { name: string; username: string | null }) {
  const t = useTranslations('account.page')
  const [answer, submit, pending] = useActionState(renameSelfAction, null)
  const [name, setName] = useState(initial)
  const errorAt = useFieldErrors(useAnswer(answer, t('saved')))
  return (
    <form action={submit} noValidate className="space-y-3">
      <Field label={t('name')} hint={t('nameHint')} error={errorAt('name')}>
        <div className="flex gap-2">
          <TextInput name="name" autoComplete="name" value={name} onValueChange={setName} />
          <Button type="submit" busy={pending} disabled={name.trim() === initial}>
            {t('save')}
          </Button>
        </div>
      </Field>
      {username && (
        <Field label={t('username')} hint={t('usernameFixed')}>
          <TextInput value={username} readOnly className="text-muted" />
        </Field>
      )}
      <LanguageField />
      {errorAt('') && <Callout kind="error">{errorAt('')}</Callout>}
    </form>
  )
}

function LanguageField() {
  const t = useTranslations()
  const locale = useLocale()
  const router = useRouter()
  const [busy, startTransition] = useTransition()
  const choose = (next: string) =>
    startTransition(async () => {
      await chooseLocaleAction(next)
      router.replace('/account', { locale: next as Locale })
    })
  const options = routing.locales.map((value) => ({
    value,
    label: <span lang={value}>{t(`common.locale.${value}`)}</span>,
  }))
  return (
    <Field label={t('account.page.language')}>
      <Select value={locale} onValueChange={choose} options={options} disabled={busy} />
    </Field>
  )
}
