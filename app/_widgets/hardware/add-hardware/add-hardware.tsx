'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Callout } from '#app/_ui/callout.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { Dialog } from '#app/_ui/dialog.tsx'
import type { Domain } from '#lib/virt/types.ts'
import { AddDevice } from './add-device.tsx'
import { AddNetwork } from './add-network.tsx'
import { AddStorage } from './add-storage.tsx'
import { type AddKind, addKinds } from './new-device.ts'
import { type Surroundings, useDeviceChoices, useSurroundings } from './use-device-choices.ts'

export interface AddHardwareProps {
  domain: Domain
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** virt-manager's Add New Virtual Hardware: the kinds at the left, the form of the one that is chosen at the right. */
export function AddHardware({ domain, open, onOpenChange }: AddHardwareProps) {
  const t = useTranslations('devices.add')
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="large"
      title={t('title')}
      description={t('description', { name: domain.name })}
    >
      {open && <Chooser domain={domain} onDone={() => onOpenChange(false)} />}
    </Dialog>
  )
}

function Chooser({ domain, onDone }: { domain: Domain; onDone: () => void }) {
  const t = useTranslations('devices.add')
  const [kind, setKind] = useState<AddKind>('storage')
  const choices = useDeviceChoices(domain)
  const around = useSurroundings(domain, choices)
  return (
    <div className="flex min-h-[30rem] flex-col gap-4 sm:flex-row">
      <nav
        aria-label={t('kinds')}
        className="scroll-thin flex shrink-0 flex-col sm:w-44 sm:border-r sm:border-line sm:pr-3"
      >
        {addKinds.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === kind || undefined}
            onClick={() => setKind(one)}
            className={classNames(
              'flex h-7 items-center rounded-sm px-2 text-left text-sm outline-offset-[-2px] hover:bg-hover',
              one === kind && 'bg-accent-soft font-medium text-accent',
            )}
          >
            {t(`kind.${one}`)}
          </button>
        ))}
      </nav>
      <Form key={kind} kind={kind} around={around} choices={choices} onDone={onDone} />
    </div>
  )
}

export interface AddProps {
  around: Surroundings
  choices: ReturnType<typeof useDeviceChoices>
  onDone: () => void
}

function Form({ kind, ...props }: AddProps & { kind: AddKind }) {
  const t = useTranslations('devices.add')
  if (kind === 'storage') return <AddStorage {...props} />
  if (kind === 'network') return <AddNetwork {...props} />
  if (kind !== 'hostdev') return <AddDevice kind={kind} {...props} />
  return (
    <div className="min-w-0 flex-1">
      <Callout kind="info" title={t('kind.hostdev')}>
        {t('noHostDevices')}
      </Callout>
    </div>
  )
}
