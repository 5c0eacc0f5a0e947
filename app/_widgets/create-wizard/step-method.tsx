'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '#app/_ui/callout.tsx'
import { Field } from '#app/_ui/field.tsx'
import { RadioGroup } from '#app/_ui/radio-group.tsx'
import type { CreateForm } from '#lib/virt/commands/create-form.ts'
import { useWizard } from './wizard-context.ts'

/** Step 1: the connection, and how the system gets onto the VM. */
export function StepMethod() {
  const t = useTranslations('wizard')
  const { form, change, limits } = useWizard()
  const methods = ['iso', 'url', 'import', 'pxe'] as const
  return (
    <>
      <Field label={t('connection')} layout="beside">
        <p className="pt-1.5 text-sm">
          QEMU/KVM <code className="text-muted">qemu:///system</code> · {t(limits.kvm ? 'ready.kvm' : 'ready.tcg')}
        </p>
      </Field>
      <Field label={t('method.legend')}>
        <RadioGroup
          name="method"
          value={form.method}
          onValueChange={(method) =>
            change(methodChange(method as CreateForm['method'], limits.networks.find((n) => n.pxe && n.active)?.name))
          }
          options={methods.map((value) => ({ value, label: t(`method.${value}`), note: t(`method.${value}Note`) }))}
        />
      </Field>
      {form.method === 'pxe' && <Callout kind="info">{t('method.pxeInfo')}</Callout>}
    </>
  )
}

function methodChange(method: CreateForm['method'], pxeNetwork: string | undefined): Partial<CreateForm> {
  if (method === 'pxe') return { method, osId: null, osDetect: false, ...(pxeNetwork ? { network: pxeNetwork } : {}) }
  return { method, osId: null, osDetect: method !== 'import' }
}
