'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useEffect, useState } from 'react'
import { getPathname } from '#app/_shell/navigation.ts'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { type SignInAnswer, signInAction } from './actions.ts'

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('account')
  const [answer, submit, pending] = useActionState(signInAction, null)
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const done = answer?.result === 'signed-in'
  useEffect(() => {
    // A new document, not a soft navigation: nothing of the signed-out pages is left in the router's cache.
    if (answer?.result === 'signed-in') window.location.assign(getPathname({ href: next, locale: answer.locale }))
  }, [answer, next])
  const missing = (field: string) => answer?.result === 'empty' && answer.fields.includes(field) && t('required')
  return (
    <form action={submit} noValidate className="space-y-3">
      <Field label={t('account')} error={missing('account')} reserveError>
        <TextInput
          name="account"
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          autoFocus
          value={account}
          onValueChange={setAccount}
        />
      </Field>
      <Field label={t('password')} error={missing('password')} reserveError>
        <TextInput
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onValueChange={setPassword}
        />
      </Field>
      <Refusal answer={answer} />
      <Button type="submit" kind="primary" busy={pending || done} className="w-full">
        {t('signIn')}
      </Button>
    </form>
  )
}

function Refusal({ answer }: { answer: SignInAnswer | null }) {
  const t = useTranslations('account')
  if (answer?.result === 'refused') return <Callout kind="error">{t('refused')}</Callout>
  if (answer?.result === 'disabled') return <Callout kind="error">{t('disabled')}</Callout>
  if (answer?.result === 'wait')
    return <Callout kind="error">{t('wait', { minutes: Math.ceil(answer.seconds / 60) })}</Callout>
  return null
}
