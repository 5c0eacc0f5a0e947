'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Select } from '#app/_ui/select.tsx'
import { Spinner } from '#app/_ui/spinner.tsx'
import type { CreateForm } from '#lib/virt/commands/create-form.ts'
import { previewXmlAction } from './actions.ts'
import { useErrorText } from '#app/_widgets/operation/use-error-text.ts'
import { useWizard } from './wizard-context.ts'
import { XmlView } from '../xml/xml-view.tsx'

const byDefault = 'default'

/** "Customise configuration before install": the choices that map to options of virt-install, and the XML they lead to. */
export function StepCustomise() {
  const t = useTranslations('wizard.customise')
  const { form, change, limits } = useWizard()
  return (
    <>
      <p className="text-sm font-medium">{t('legend')}</p>
      <p className="text-sm text-muted">{t('intro')}</p>
      <div className="space-y-1.5">
        <Choice
          field="firmware"
          label={t('firmware')}
          options={[
            ['bios', t('bios')],
            ['uefi', t('uefi'), !limits.uefi],
          ]}
        />
        <Choice
          field="machine"
          label={t('machine')}
          options={[
            ['', t('auto')],
            ['q35', 'Q35'],
            ['pc', 'i440FX'],
          ]}
        />
        <Choice
          field="cpuMode"
          label={t('cpuMode')}
          options={[
            ['', t('auto')],
            ['host-model', 'host-model'],
            ['host-passthrough', 'host-passthrough', !limits.kvm],
            ['maximum', 'maximum'],
          ]}
        />
        <Choice
          field="diskBus"
          label={t('diskBus')}
          options={[
            ['', t('auto')],
            ['virtio', 'VirtIO'],
            ['sata', 'SATA'],
            ['scsi', 'SCSI'],
            ['ide', 'IDE'],
            ['usb', 'USB'],
          ]}
        />
        <Choice
          field="nicModel"
          label={t('nicModel')}
          options={[
            ['', t('auto')],
            ['virtio', 'virtio'],
            ['e1000e', 'e1000e'],
            ['e1000', 'e1000'],
            ['rtl8139', 'rtl8139'],
          ]}
        />
        <Checkbox label={t('bootMenu')} checked={form.bootMenu} onCheckedChange={(bootMenu) => change({ bootMenu })} />
        <Checkbox
          label={t('autostart')}
          checked={form.autostart}
          onCheckedChange={(autostart) => change({ autostart })}
        />
      </div>
      <XmlPreview />
    </>
  )
}

interface ChoiceProps {
  field: 'firmware' | 'machine' | 'cpuMode' | 'diskBus' | 'nicModel'
  label: string
  options: [value: string, label: string, disabled?: boolean][]
}

function Choice({ field, label, options }: ChoiceProps) {
  const { form, change, errorOf } = useWizard()
  return (
    <Field layout="beside" label={label} error={errorOf(field)}>
      <Select
        value={form[field] || byDefault}
        onValueChange={(value) => change({ [field]: value === byDefault ? '' : value } as Partial<CreateForm>)}
        options={options.map(([value, text, disabled]) => ({ value: value || byDefault, label: text, disabled }))}
      />
    </Field>
  )
}

function XmlPreview() {
  const t = useTranslations('wizard.customise')
  const errorText = useErrorText()
  const { labId, form } = useWizard()
  const [preview, setPreview] = useState<Awaited<ReturnType<typeof previewXmlAction>> | null>(null)
  const text = JSON.stringify(form)
  useEffect(() => {
    let current = true
    const timer = setTimeout(async () => {
      const result = await previewXmlAction(labId, JSON.parse(text))
      if (current) setPreview(result)
    }, 400)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [labId, text])
  return (
    <section aria-label={t('preview')} className="space-y-1.5">
      <h3 className="text-sm font-medium">{t('preview')}</h3>
      {preview === null && (
        <p className="flex h-64 items-center gap-2 text-sm text-muted">
          <Spinner /> {t('previewBusy')}
        </p>
      )}
      {preview?.ok && <XmlView xml={preview.value} />}
      {preview && !preview.ok && (
        <Callout kind="error" title={errorText(preview.error)}>
          {preview.error.detail && <pre className="text-xs whitespace-pre-wrap">{preview.error.detail}</pre>}
        </Callout>
      )}
    </section>
  )
}
