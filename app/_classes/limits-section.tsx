'use client'

import { useTranslations } from 'next-intl'
import { type SyntheticEvent, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { useToast } from '#app/_ui/toast.tsx'
import type { ClassLimits, limitRanges, siteLimits } from '#lib/labs/manage-limits.ts'
import { ExtendButton } from './extend-button.tsx'
import { setClassLimitsAction } from './limits-actions.ts'
import { useAct } from './use-act.ts'

interface Props {
  classId: string
  limits: ClassLimits
  ranges: typeof limitRanges
  standard: typeof siteLimits
}

const fields = ['labMinutes', 'maxRunningLabs', 'labMemoryMiB', 'labCpus', 'labDiskGiB'] as const
type Name = (typeof fields)[number]

/** How long the class's labs run at a stretch, and what new ones may use. An empty field: what the site gives. */
export function LimitsSection({ classId, limits, ranges, standard }: Props) {
  const t = useTranslations('limits')
  const toast = useToast()
  const { act, busy, error } = useAct()
  const before = (name: Name) => limits[name]?.toString() ?? ''
  const [typed, setTyped] = useState(
    () => Object.fromEntries(fields.map((name) => [name, before(name)])) as Record<Name, string>,
  )
  const isWrong = (name: Name) => {
    const text = typed[name].trim()
    const { min, max } = ranges[name]
    return text !== '' && !(/^\d+$/.test(text) && Number(text) >= min && Number(text) <= max)
  }
  const read = (name: Name) => (typed[name].trim() === '' ? null : Number(typed[name]))
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    const values = Object.fromEntries(fields.map((name) => [name, read(name)])) as Record<Name, number | null>
    if (await act(() => setClassLimitsAction({ classId, ...values }))) toast({ kind: 'good', title: t('saved') })
  }
  const placeholder = (name: Name) => {
    if (name === 'maxRunningLabs' && standard.maxRunningLabs > 0)
      return t('siteMost', { limit: standard.maxRunningLabs })
    return name === 'labMinutes' || name === 'maxRunningLabs' ? t('unlimited') : String(standard[name])
  }
  const unchanged = fields.every((name) => typed[name].trim() === before(name))
  return (
    <section className="mb-5 max-w-2xl rounded-lg border border-line bg-surface p-5">
      <h2 className="text-base font-semibold">{t('title')}</h2>
      <p className="mt-1 mb-3 text-sm text-muted">{t('why')}</p>
      <form onSubmit={(event) => void submit(event)} noValidate className="space-y-3">
        <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
          {fields.map((name) => (
            <Field
              key={name}
              label={t(name)}
              hint={t(`${name}Hint`)}
              error={isWrong(name) ? t('range', ranges[name]) : undefined}
            >
              <TextInput
                value={typed[name]}
                onValueChange={(value) => setTyped((all) => ({ ...all, [name]: value }))}
                inputMode="numeric"
                autoComplete="off"
                placeholder={placeholder(name)}
              />
            </Field>
          ))}
        </div>
        {error && (
          <p role="alert" className="text-sm text-bad">
            {error.text}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" kind="primary" busy={busy} disabled={unchanged || fields.some(isWrong)}>
            {t('save')}
          </Button>
          {limits.labMinutes !== null && <ExtendButton classId={classId} studentIds={null} />}
        </div>
      </form>
    </section>
  )
}
