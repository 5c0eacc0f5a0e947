'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { RadioGroup } from '#app/_ui/radio-group.tsx'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { createFromXmlCommand } from '#lib/virt/commands/domain-commands.ts'
import { checkXml } from '../xml/check-xml.ts'
import { XmlEditor } from '../xml/xml-editor.tsx'
import { useLive } from '../live-state/live-state.tsx'
import { OperationEcho } from '../operation/operation-echo.tsx'
import { OperationFeedback } from '../operation/operation-feedback.tsx'
import { useErrorText } from '../operation/use-error-text.ts'
import { useOperation } from '../operation/use-operation.ts'

const selectAccelerator = (state: LiveState) => state.host.host?.accelerator.kind
const example = (type: string) => `<domain type='${type}'>
  <name>from-xml</name>
  <memory unit='MiB'>128</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
    <boot dev='network'/>
  </os>
  <features>
    <acpi/>
  </features>
  <devices>
    <interface type='network'>
      <source network='default'/>
      <model type='virtio'/>
    </interface>
    <serial type='pty'/>
    <graphics type='vnc'/>
    <video>
      <model type='virtio'/>
    </video>
  </devices>
</domain>
`

/** A VM from its XML: persistent by virsh define, or transient by virsh create. */
export function FromXmlDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('manager-list.fromXml')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const accelerator = useLive(selectAccelerator)
  const operation = useOperation('vm-create-xml')
  const [xml, setXml] = useState(() => example(accelerator === 'kvm' ? 'kvm' : 'qemu'))
  const [transient, setTransient] = useState(false)

  const checked = checkXml(xml)
  const name = checked.document?.root.find('name')?.text ?? ''
  const { error } = operation
  const malformed = checked.problem && t('malformed', { line: checked.problem.line, words: checked.problem.words })
  const line = Number(error?.params.line ?? 0)
  const problem = checked.problem ?? (error && line > 0 ? { line, words: errorText(error) } : null)
  const nameless = checked.document !== null && name === ''
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => open || onClose()}
      title={t('title')}
      description={t('text')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            kind="primary"
            disabled={operation.busy || checked.document === null || nameless}
            onClick={async () => (await operation.run({ vm: name, xml, transient })) && onClose()}
          >
            {t(transient ? 'create' : 'define')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <RadioGroup
          value={transient ? 'transient' : 'persistent'}
          onValueChange={(kind) => setTransient(kind === 'transient')}
          options={(['persistent', 'transient'] as const).map((kind) => ({
            value: kind,
            label: t(`${kind}.label`),
            note: t(`${kind}.note`),
          }))}
        />
        <XmlEditor
          aria-label={t('editor')}
          xml={xml}
          onXml={(text) => {
            setXml(text)
            if (error) operation.clearError()
          }}
          problem={problem}
        />
        <p role="status" className="min-h-4 text-xs text-bad" data-testid="xml-problem">
          {malformed ?? (nameless && t('nameless'))}
        </p>
        <OperationFeedback operation={operation} />
        <OperationEcho command={createFromXmlCommand({ vm: name, xml, transient })} />
      </div>
    </Dialog>
  )
}
