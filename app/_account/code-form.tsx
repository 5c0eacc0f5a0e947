'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useRouter } from '#app/_shell/navigation.ts'
import { Button } from '#app/_ui/button.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'

/** Asks for a class's code; the page with it says which class that is. */
export function CodeForm({ typed, error }: { typed: string; error: string | undefined }) {
  const t = useTranslations('join')
  const router = useRouter()
  const [code, setCode] = useState(typed)
  const [busy, startTransition] = useTransition()
  const look = () => startTransition(() => router.push({ pathname: '/join', query: { code: code.trim() } }))
  return (
    <form action={look} noValidate className="space-y-3">
      <Field label={t('code')} hint={t('codeHint')} error={error} reserveError>
        <TextInput
          name="code"
          mono
          autoFocus
          maxLength={20}
          value={code}
          onValueChange={setCode}
          className="uppercase"
        />
      </Field>
      <Button type="submit" kind="primary" busy={busy} className="w-full">
        {t('next')}
      </Button>
    </form>
  )
}
