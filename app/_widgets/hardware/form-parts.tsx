'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field, type FieldProps } from '#app/_ui/field.tsx'
import { useValueGlow } from '../live-state/live-state.tsx'
import { PendingValue } from './device-panel.tsx'

export interface LiveFieldProps extends Omit<FieldProps, 'layout'> {
  uuid: string
  /** What is kept, as text: the control glows when the terminal changes it. */
  value: string
  /** What runs, as text, if it runs; shown where it differs. */
  now?: string | null
}

/** A field of a panel: glows when the terminal changed it, and says what runs where that is not what is kept. */
export function LiveField({ uuid, value, now = null, children, ...rest }: LiveFieldProps) {
  const t = useTranslations('hardware.panel')
  const glows = useValueGlow(uuid, `${value} ${now ?? ''}`)
  return (
    <Field layout="beside" {...rest}>
      <div className={glows ? 'glow-once' : undefined} data-glows={glows || undefined}>
        {children}
      </div>
      {now !== null && now !== value && <PendingValue now={now || t('nothing')} next={value || t('nothing')} />}
    </Field>
  )
}

/** A value that is only shown. */
export function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[9.5rem_minmax(0,1fr)] gap-x-3 text-sm">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}

/** What was typed stays; somebody else's change is told. */
export function ChangedMeanwhile({ fields }: { fields: readonly string[] }) {
  const t = useTranslations('hardware.panel')
  if (fields.length === 0) return null
  return (
    <Callout kind="warning" title={t('changedMeanwhile')}>
      {t('changedMeanwhileText', { fields: fields.join(', ') })}
    </Callout>
  )
}

export interface AlsoNowProps {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  /** Why it cannot be now. */
  reason?: string | null
}

/** For a VM that runs: whether a change that can be made while it runs is to be made now too. */
export function AlsoNow({ checked, onCheckedChange, reason = null }: AlsoNowProps) {
  const t = useTranslations('hardware.panel')
  return (
    <Checkbox
      checked={checked && reason === null}
      onCheckedChange={onCheckedChange}
      disabled={reason !== null}
      label={t('alsoNow')}
      note={reason ?? t('alsoNowNote')}
    />
  )
}
