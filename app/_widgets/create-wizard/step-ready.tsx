'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { CreateForm } from '#lib/virt/commands/create-form.ts'
import { useWizard } from './wizard-context.ts'

const noNetwork = '\u0000none'

/** Step 5: the name, everything at a glance, the network, and whether to look at the details first. */
export function StepReady({
  customise,
  onCustomise,
}: {
  customise: boolean
  onCustomise: (customise: boolean) => void
}) {
  const t = useTranslations('wizard.ready')
  const { form, change, errorOf } = useWizard()
  return (
    <>
      <p className="text-sm font-medium">{t('legend')}</p>
      <Field layout="beside" label={t('name')} error={errorOf('name')} reserveError>
        <TextInput mono name="vm-name" value={form.name} onValueChange={(name) => change({ name })} />
      </Field>
      <Summary />
      <NetworkField />
      <Checkbox label={t('customise')} checked={customise} onCheckedChange={onCustomise} />
    </>
  )
}

function Summary() {
  const t = useTranslations('wizard')
  const { form, systems, limits } = useWizard()
  const os = systems.find(({ id }) => id === form.osId)
  const rows: [string, ReactNode][] = [
    [t('ready.os'), form.osId === 'generic' ? t('os.generic') : (os?.name ?? '–')],
    [t('ready.install'), installText(t, form)],
    [t('ready.memory'), `${form.memoryMiB ?? '–'} MiB`],
    [t('ready.cpus'), form.vcpus ?? '–'],
    [t('ready.storage'), storageText(t, form)],
    [t('ready.accelerator'), t(limits.kvm ? 'ready.kvm' : 'ready.tcg')],
  ]
  return (
    <dl className="grid grid-cols-[9.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-md border border-line bg-sunken px-3 py-2.5 text-sm">
      {rows.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

type Translate = ReturnType<typeof useTranslations<'wizard'>>

function installText(t: Translate, form: CreateForm): string {
  if (form.method === 'iso') return t('ready.installIso', { path: form.isoPath })
  if (form.method === 'url') return t('ready.installUrl', { url: form.url })
  return form.method === 'import' ? t('ready.installImport', { path: form.importPath }) : t('ready.installPxe')
}

function storageText(t: Translate, form: CreateForm): string {
  if (form.method === 'import') return form.importPath
  if (form.storage === 'none') return t('ready.none')
  if (form.storage === 'existing') return form.storagePath
  return t('ready.newDisk', { sizeGiB: form.sizeGiB ?? 0, format: form.format, pool: form.pool })
}

function NetworkField() {
  const t = useTranslations('wizard.ready')
  const { form, change, limits, errorOf } = useWizard()
  const options = limits.networks.map(({ name, forward, pxe, active }) => ({
    value: name,
    label: t('networkLabel', { name, forward: t.has(`forwards.${forward}`) ? t(`forwards.${forward}`) : forward }),
    note: active ? (pxe ? t('networkPxe') : undefined) : t('networkInactive'),
    disabled: !active,
  }))
  return (
    <Field layout="beside" label={t('network')} error={errorOf('network')} reserveError>
      <Select
        value={form.network || noNetwork}
        onValueChange={(network) => change({ network: network === noNetwork ? '' : network })}
        options={[...options, { value: noNetwork, label: t('noNetwork') }]}
      />
    </Field>
  )
}
