'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { Field } from '#app/_ui/field.tsx'
import { NumberInput } from '#app/_ui/number-input.tsx'
import {
  advisedCpus,
  advisedMemoryMiB,
  reservedMemoryMiB,
  type SizePreset,
  sizePresets,
} from '#lib/virt/commands/resource-advice.ts'
import { useWizard } from './wizard-context.ts'

/** Step 3: memory and CPUs, with the book's advice measured against this host. */
export function StepResources() {
  const t = useTranslations('wizard.resources')
  const { form, change, limits, errorOf, adviceOf } = useWizard()
  const reservedMiB = reservedMemoryMiB(limits.hostMemoryMiB)
  return (
    <>
      <p className="text-sm font-medium">{t('legend')}</p>
      <Field
        layout="beside"
        label={t('memory')}
        hint={t('memoryHint', { hostMemoryMiB: limits.hostMemoryMiB, freeMiB: limits.hostMemoryFreeMiB })}
        error={errorOf('memoryMiB')}
        warning={adviceOf('memoryMiB')}
        reserveError
      >
        <NumberInput
          unit="MiB"
          step={64}
          min={64}
          value={form.memoryMiB}
          onValueChange={(memoryMiB) => change({ memoryMiB })}
        />
      </Field>
      <Recommended />
      <Field
        layout="beside"
        label={t('cpus')}
        hint={t('cpusHint', { hostCpus: limits.hostCpus })}
        error={errorOf('vcpus')}
        warning={adviceOf('vcpus')}
        reserveError
      >
        <NumberInput min={1} value={form.vcpus} onValueChange={(vcpus) => change({ vcpus })} />
      </Field>
      <fieldset className="border-t border-line pt-3">
        <legend className="sr-only">{t('presets')}</legend>
        <p aria-hidden className="pb-1.5 text-sm text-muted">
          {t('presets')}
        </p>
        <div className="grid grid-cols-[repeat(auto-fit,minmax(10rem,1fr))] gap-2">
          {(Object.keys(sizePresets) as SizePreset[]).map((preset) => (
            <PresetButton key={preset} preset={preset} />
          ))}
        </div>
        <p className="pt-2 text-xs text-muted">
          {t('advice', {
            cpus: advisedCpus(limits.hostCpus),
            memoryMiB: advisedMemoryMiB(limits.hostMemoryMiB),
            reservedMiB,
            small: String(reservedMiB < 2048),
          })}
        </p>
      </fieldset>
    </>
  )
}

function PresetButton({ preset }: { preset: SizePreset }) {
  const t = useTranslations('wizard.resources')
  const { form, change, limits } = useWizard()
  const size = sizePresets[preset]
  const tooBig = size.memoryMiB > limits.hostMemoryMiB || size.vcpus > limits.hostCpus
  const chosen = form.memoryMiB === size.memoryMiB && form.vcpus === size.vcpus
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={() => change({ vcpus: size.vcpus, memoryMiB: size.memoryMiB })}
      className="rounded-md border border-line-strong/60 bg-raised px-2.5 py-1.5 text-left text-sm hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft"
    >
      <span className="block font-medium">{t(preset)}</span>
      <span className="block text-xs text-muted tabular-nums">
        {t('presetNote', { ...size, memoryGiB: size.memoryMiB / 1024, memoryMaxGiB: size.memoryMaxMiB / 1024 })}
      </span>
      <span className="block min-h-4 text-xs text-warn">{tooBig && t('presetTooBig')}</span>
    </button>
  )
}

function Recommended() {
  const t = useTranslations('wizard.resources')
  const { form, change, systems } = useWizard()
  const os = systems.find(({ id }) => id === form.osId)
  if (!os?.memoryMiB) return null
  const { memoryMiB, name } = os
  return (
    <div className="grid grid-cols-[9.5rem_minmax(0,1fr)] gap-x-3 text-xs text-muted">
      <span />
      <span className="flex items-center gap-2">
        {t('recommended', { name, memoryMiB })}
        {form.memoryMiB !== memoryMiB && (
          <Button kind="quiet" className="h-6 px-1.5 text-xs text-accent" onClick={() => change({ memoryMiB })}>
            {t('useRecommended')}
          </Button>
        )}
      </span>
    </div>
  )
}
