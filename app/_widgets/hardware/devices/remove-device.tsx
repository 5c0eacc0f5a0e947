'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import type { OperationName } from '#lib/labs/operations/catalogue.ts'
import type { Command } from '#lib/virt/commands/command.ts'
import type { Domain } from '#lib/virt/types.ts'
import { OperationEcho } from '../../operation/operation-echo.tsx'
import { OperationFeedback } from '../../operation/operation-feedback.tsx'
import { type OperationState, useOperation } from '../../operation/use-operation.ts'
import type { DeviceItem } from '../device-list.ts'
import { allowedWhen, type WhenChoice, WhenField } from './when-field.tsx'

export interface RemoveDeviceProps<N extends OperationName> {
  domain: Domain
  item: DeviceItem
  operation: N
  /** A running guest can be asked to let go of it. */
  hotplug: boolean
  /** What is asked for with this choice, and the command of it. */
  request: (when: WhenChoice) => { input: Parameters<OperationState<N>['run']>[0]; command: Command }
  /** More to choose: the volume. */
  children?: ReactNode
}

/** Remove… of a panel: asks when, shows the command, and waits until a running guest has let go. */
export function RemoveDevice<N extends OperationName>(props: RemoveDeviceProps<N>) {
  const { domain, item, hotplug } = props
  const t = useTranslations('devices.remove')
  const common = useTranslations('common')
  const names = useTranslations('hardware.device')
  const [open, setOpen] = useState(false)
  const [choice, setChoice] = useState<WhenChoice>('both')
  const operation = useOperation(props.operation)
  const when = whenOfItem(domain, item, hotplug, choice)
  const { input, command } = props.request(when)
  const remove = async () => {
    if (await operation.run(input)) setOpen(false)
  }
  const change = (next: boolean) => {
    operation.clearError()
    setOpen(next)
  }
  return (
    <>
      <Button kind="danger" icon={<Trash2 size={15} />} onClick={() => change(true)}>
        {t('open')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        size="medium"
        title={t('title', { device: names(item.label.key, item.label.params) })}
        description={t('text', { name: domain.name })}
        footer={
          <>
            <Button onClick={() => change(false)}>{common('cancel')}</Button>
            <Button kind="danger" busy={operation.busy} onClick={() => void remove()}>
              {t('do')}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-3">
          {item.presence === 'both' && (
            <WhenField domain={domain} hotplug={hotplug} value={when} onChange={setChoice} />
          )}
          {props.children}
          {when !== 'next' && <p className="text-xs text-muted">{t('guestLetsGo')}</p>}
          <OperationFeedback operation={operation} />
          <OperationEcho command={command} />
        </div>
      </Dialog>
    </>
  )
}

/** What is only in one of the two goes there. */
function whenOfItem(domain: Domain, { presence }: DeviceItem, hotplug: boolean, choice: WhenChoice): WhenChoice {
  if (domain.liveXml !== null && presence !== 'both') return presence
  return allowedWhen(domain, hotplug, choice)
}
