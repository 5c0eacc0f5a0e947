'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useActionState, useEffect, useState } from 'react'
import { changePasswordAction } from '#app/[locale]/(account)/account/actions.ts'
import { getPathname } from '#app/_shell/navigation.ts'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { useAnswer } from './use-answer.ts'
import { useFieldErrors } from './use-field-errors.ts'

/** Takes another password. `next`: where one who had to change it goes then; null for one who wished to. */
export function PasswordForm({ next }: { next: string | null }) {
  const t = useTranslations('account.page')
  const locale = useLocale()
  const [answer, submit, pending] = useActionState(changePasswordAction, null)
  const [present, setPresent] = useState('')
  const [password, setPassword] = useState('')
  const errorAt = useFieldErrors(useAnswer(answer, t('changed')))
  const done = answer !== null && 'at' in answer
  useEffect(() => {
    if (!done) return
    setPresent('')
    setPassword('')
    if (next) window.location.assign(getPathname({ href: next, locale }))
  }, [done, answer, next, locale])
  return (
    <form action={submit} noValidate className="space-y-2">
      <Field label={t('present')} error={errorAt('present')} reserveError>
        <TextInput
          name="present"
          type="password"
          autoComplete="current-password"
          autoFocus={next !== null}
          value={present}
          onValueChange={setPresent}
        />
      </Field>
      <Field label={t('next')} hint={t('nextHint')} error={errorAt('password')} reserveError>
        <TextInput
          name="password"
          type="password"
          autoComplete="new-password"
          value={password}
          onValueChange={setPassword}
        />
      </Field>
      {errorAt('') && <Callout kind="error">{errorAt('')}</Callout>}
      <Button type="submit" kind={next ? 'primary' : 'default'} busy={pending || (done && next !== null)}>
        {t('change')}
      </Button>
    </form>
  )
}
