'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { savePlatformAction } from '#app/[locale]/(account)/lti/actions.ts'
import { useRouter } from '#app/_shell/navigation.ts'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { useErrorText } from '#app/_widgets/operation/use-error-text.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import type { PlatformForm, PlatformSummary } from '#lib/lti/platforms.ts'

/** In the order in which Moodle shows them. */
const names = ['name', 'issuer', 'clientId', 'deployments', 'jwksUrl', 'tokenUrl', 'authUrl'] as const

/** What the platform says of itself, copied here. */
export function PlatformDialog({ platform, onClose }: { platform: PlatformSummary | null; onClose: () => void }) {
  const t = useTranslations('lti.form')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const router = useRouter()
  const [form, setForm] = useState<PlatformForm>(() => ({
    name: '',
    issuer: '',
    clientId: '',
    authUrl: '',
    tokenUrl: '',
    jwksUrl: '',
    ...platform,
    deployments: platform?.deployments.join(', ') ?? '',
  }))
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<WireError | null>(null)
  const save = async () => {
    setBusy(true)
    const fields = Object.fromEntries(names.map((name) => [name, form[name]])) as PlatformForm
    const answer = await savePlatformAction(fields, platform?.id)
    setBusy(false)
    if ('error' in answer) return setError(answer.error)
    router.refresh()
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="medium"
      title={t(platform ? 'edit' : 'add')}
      description={t('where')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button kind="primary" type="submit" form="lti-platform" busy={busy}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form
        id="lti-platform"
        noValidate
        className="space-y-1"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {names.map((name) => (
          <Field
            key={name}
            layout="beside"
            label={t(`fields.${name}`)}
            hint={name === 'name' || name === 'deployments' ? t(`hints.${name}`) : undefined}
            error={error?.field === name ? errorText(error) : undefined}
            reserveError
          >
            <TextInput
              name={name}
              mono={name !== 'name'}
              autoComplete="off"
              autoFocus={name === 'name'}
              value={form[name]}
              onValueChange={(value) => setForm({ ...form, [name]: value })}
            />
          </Field>
        ))}
        {error && !error.field && <Callout kind="error">{errorText(error)}</Callout>}
      </form>
    </Dialog>
  )
}
