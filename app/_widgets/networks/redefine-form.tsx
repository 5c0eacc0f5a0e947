'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { RadioGroup } from '#app/_ui/radio-group.tsx'
import { networkDefineCommand } from '#lib/virt/commands/network-commands.ts'
import { OperationEcho } from '../operation/operation-echo.tsx'
import { OperationFeedback } from '../operation/operation-feedback.tsx'
import type { OperationState } from '../operation/use-operation.ts'
import { type NetworkView, plugOf } from './use-networks.ts'

export interface RedefineFormProps {
  network: NetworkView
  xml: string
  operation: OperationState<'network-define'>
  note?: ReactNode
  onDone?: () => void
}

/** What net-update cannot change: the network is defined anew; a running one is started anew now, or it waits. */
export function RedefineForm({ network, xml, operation, note, onDone }: RedefineFormProps) {
  const t = useTranslations('networks.redefine')
  const [when, setWhen] = useState('later')
  const [replug, setReplug] = useState(true)
  const restart = network.active && when === 'now'
  const plug = plugOf(network)
  const running = [...new Set(network.nics.flatMap(({ vm, nic }) => (nic.target ? vm.name : [])))]
  const input = { network: network.name, xml, restart, plug: restart && replug ? plug : null }
  return (
    <div className="space-y-2">
      {note && <p className="text-xs text-muted">{note}</p>}
      {network.active && (
        <RadioGroup
          aria-label={t('when')}
          orientation="horizontal"
          value={when}
          onValueChange={setWhen}
          options={[
            { value: 'later', label: t('later') },
            { value: 'now', label: t('now') },
          ]}
        />
      )}
      {restart && plug && (
        <>
          <Callout kind="warning">{t('links', { names: running.join(', ') })}</Callout>
          <Checkbox checked={replug} onCheckedChange={setReplug} label={t('replug')} note={t('replugNote')} />
        </>
      )}
      <OperationFeedback operation={operation} />
      <OperationEcho command={networkDefineCommand(input)} />
      <Button
        kind="primary"
        busy={operation.busy}
        onClick={async () => {
          if (await operation.run(input)) onDone?.()
        }}
      >
        {restart ? t('applyNow') : t('apply')}
      </Button>
    </div>
  )
}
