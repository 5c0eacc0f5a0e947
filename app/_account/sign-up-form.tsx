'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useActionState, useEffect, useState } from 'react'
import { type JoinAnswer, joinClassAction, signUpAction } from '#app/[locale]/(account)/join/actions.ts'
import { getPathname } from '#app/_shell/navigation.ts'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { JoinKey } from '#lib/classes/join.ts'
import { useFieldErrors } from './use-field-errors.ts'

/** For somebody without an account: makes it, and goes on to the course. */
export function SignUpForm({ joinKey, invitedName }: { joinKey: JoinKey; invitedName: string }) {
  const t = useTranslations('join')
  const [answer, submit, pending] = useActionState(signUpAction, null)
  const [name, setName] = useState(invitedName)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const joined = useGoOnWhenJoined(answer)
  const errorAt = useFieldErrors(answer && !answer.joined ? answer.errors : [])
  return (
    <form action={submit} noValidate className="space-y-3">
      <KeyField joinKey={joinKey} />
      <Field label={t('name')} hint={t('nameHint')} error={errorAt('name')} reserveError>
        <TextInput name="name" autoComplete="name" autoFocus value={name} onValueChange={setName} />
      </Field>
      <Field label={t('username')} hint={t('usernameHint')} error={errorAt('username')} reserveError>
        <TextInput
          name="username"
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          value={username}
          onValueChange={setUsername}
        />
      </Field>
      <Field label={t('password')} hint={t('passwordHint')} error={errorAt('password')} reserveError>
        <TextInput
          name="password"
          type="password"
          autoComplete="new-password"
          value={password}
          onValueChange={setPassword}
        />
      </Field>
      <Refusal text={errorAt('') ?? errorAt('code')} />
      <Button type="submit" kind="primary" busy={pending || joined} className="w-full">
        {t('create')}
      </Button>
    </form>
  )
}

/** For somebody who is signed in. */
export function JoinButton({ joinKey }: { joinKey: JoinKey }) {
  const t = useTranslations('join')
  const [answer, submit, pending] = useActionState(joinClassAction, null)
  const joined = useGoOnWhenJoined(answer)
  const errorAt = useFieldErrors(answer && !answer.joined ? answer.errors : [])
  return (
    <form action={submit} className="space-y-3">
      <KeyField joinKey={joinKey} />
      <Refusal text={errorAt('') ?? errorAt('code')} />
      <Button type="submit" kind="primary" busy={pending || joined} className="w-full" autoFocus>
        {t('join')}
      </Button>
    </form>
  )
}

function KeyField({ joinKey }: { joinKey: JoinKey }) {
  const [name, value] = Object.entries(joinKey)[0] as [string, string]
  return <input type="hidden" name={name} value={value} />
}

function Refusal({ text }: { text: string | undefined }) {
  return text ? <Callout kind="error">{text}</Callout> : null
}

/** A new document, so that nothing of the signed-out pages is left in the router's cache. */
function useGoOnWhenJoined(answer: JoinAnswer | null): boolean {
  const locale = useLocale()
  const joined = answer?.joined === true
  useEffect(() => {
    if (joined) window.location.assign(getPathname({ href: '/?view=course', locale }))
  }, [joined, locale])
  return joined
}
