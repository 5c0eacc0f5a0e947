'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'

/** Asks for the VNC password that the domain's XML sets (at most 8 characters: VNC's limit). */
export function PasswordForm({ wrong, onPassword }: { wrong: boolean; onPassword: (password: string) => void }) {
  const t = useTranslations('console')
  const [password, setPassword] = useState('')
  return (
    <form
      className="absolute inset-0 flex items-center justify-center p-4"
      onSubmit={(event) => {
        event.preventDefault()
        onPassword(password)
      }}
    >
      <div className="flex w-72 flex-col gap-3 rounded-lg border border-line bg-surface p-4">
        <Field label={t('vncPassword')} error={wrong && t('vncPasswordWrong')}>
          <TextInput autoFocus type="password" maxLength={8} value={password} onValueChange={setPassword} />
        </Field>
        <Button type="submit" kind="primary" disabled={password === ''}>
          {t('connect')}
        </Button>
      </div>
    </form>
  )
}
