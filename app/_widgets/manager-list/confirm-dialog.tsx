'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { ownDisks } from '#lib/labs/domain-action-rules.ts'
import type { Domain } from '#lib/virt/types.ts'
import { OperationEcho } from '../operation/operation-echo.tsx'
import { intentCommand, type VmIntent } from './vm-intent.ts'

export interface ConfirmDialogProps {
  intent: VmIntent
  domain: Domain
  onClose: () => void
  onConfirm: (intent: VmIntent) => void
}

/** Asks before what cannot be undone, with its choices, and shows which command it is. */
export function ConfirmDialog({ intent: asked, domain, onClose, onConfirm }: ConfirmDialogProps) {
  const t = useTranslations('manager-list.confirm')
  const common = useTranslations('common')
  const [intent, setIntent] = useState(asked)
  const { name } = domain
  const words = intent.action === 'start' ? 'force-boot' : intent.action
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t(`${words}.title`, { name })}
      description={t(`${words}.text`)}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button kind="danger" onClick={() => onConfirm(intent)}>
            {t(`${words}.do`)}
          </Button>
        </>
      }
    >
      {intent.action === 'destroy' && (
        <Checkbox
          checked={intent.graceful ?? false}
          onCheckedChange={(graceful) => setIntent({ ...intent, graceful })}
          label={t('destroy.graceful')}
          note={t('destroy.gracefulNote')}
        />
      )}
      {intent.action === 'delete' && <DeleteChoices intent={intent} domain={domain} onChange={setIntent} />}
      <OperationEcho command={intentCommand(name, intent)} />
    </Dialog>
  )
}

interface DeleteChoicesProps {
  intent: Extract<VmIntent, { action: 'delete' }>
  domain: Domain
  onChange: (intent: VmIntent) => void
}

function DeleteChoices({ intent, domain, onChange }: DeleteChoicesProps) {
  const t = useTranslations('manager-list.confirm.delete')
  const { storage } = intent
  const disks = ownDisks(domain)
  return (
    <>
      {disks.length > 0 && (
        <fieldset>
          <legend className="text-sm font-medium">{t('storage')}</legend>
          {disks.map(({ target, path }) => (
            <Checkbox
              key={target}
              checked={storage.includes(target)}
              onCheckedChange={(checked) => {
                const chosen = checked ? [...storage, target] : storage.filter((one) => one !== target)
                onChange({
                  ...intent,
                  storage: disks.flatMap((disk) => (chosen.includes(disk.target) ? disk.target : [])),
                })
              }}
              label={target}
              note={<span className="font-mono break-all">{path}</span>}
            />
          ))}
        </fieldset>
      )}
      {domain.inactiveXml?.includes('<nvram') && (
        <Checkbox
          checked={intent.nvram === 'keep'}
          onCheckedChange={(keep) => onChange({ ...intent, nvram: keep ? 'keep' : 'delete' })}
          label={t('keepNvram')}
        />
      )}
      {domain.hasManagedSave && <p className="pb-2 text-xs text-warn">{t('saved')}</p>}
    </>
  )
}
