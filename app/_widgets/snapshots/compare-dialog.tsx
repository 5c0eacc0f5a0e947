'use client'

import { createTwoFilesPatch } from 'diff'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Field } from '#app/_ui/field.tsx'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { Select } from '#app/_ui/select.tsx'
import { readDomainFacts } from '#lib/virt/xml/domain-facts.ts'
import { snapshotDomainXml } from '#lib/virt/xml/snapshot-facts.ts'
import { XmlPatch } from '../history/xml-patch.tsx'
import type { SnapshotDialogProps } from './change-dialogs.tsx'

/** No snapshot's name: none begins with a dot. */
const now = '.now'

/** What of the VM is different between two snapshots, or between one and now. */
export function CompareDialog({ domain, snapshot, snapshots, sizes, onClose }: CompareDialogProps) {
  const t = useTranslations('snapshots')
  const [left, setLeft] = useState(snapshot.name)
  const [right, setRight] = useState(now)
  const xmlOf = (name: string) => {
    const found = snapshots.find((one) => one.name === name)
    return found ? snapshotDomainXml(found.xml) : (domain.liveXml ?? domain.inactiveXml)
  }
  const options = [
    ...snapshots.map(({ name }) => ({ value: name, label: name })),
    { value: now, label: t('compare.now') },
  ]
  const [before, after] = [xmlOf(left), xmlOf(right)]
  const label = (name: string) => (name === now ? t('compare.now') : name)
  const patch =
    before === null || after === null || before === after
      ? null
      : createTwoFilesPatch(`${label(left)} → ${label(right)}`, '', before, after, '', '', { context: 2 }).replace(
          /^(Index: .*\n)?=+\n/,
          '',
        )
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      size="large"
      title={t('compare.title')}
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <div className="space-y-3">
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('compare.left')}>
            <Select value={left} onValueChange={setLeft} options={options} />
          </Field>
          <Field label={t('compare.right')}>
            <Select value={right} onValueChange={setRight} options={options} />
          </Field>
        </div>
        <div className="grid gap-3 sm:grid-cols-2">
          <Side xml={before} size={sizes[left]} />
          <Side xml={after} size={sizes[right]} />
        </div>
        {patch ? <XmlPatch patch={patch} /> : <p className="text-sm text-muted">{t('compare.same')}</p>}
      </div>
    </Dialog>
  )
}

export interface CompareDialogProps extends SnapshotDialogProps {
  sizes: Record<string, number>
}

function Side({ xml, size }: { xml: string | null; size: number | undefined }) {
  const t = useTranslations('snapshots')
  if (xml === null) return <p className="text-sm text-muted">{t('compare.noXml')}</p>
  const { vcpus, memoryKiB, disks, interfaces } = readDomainFacts(xml)
  return (
    <ul className="space-y-0.5 rounded-sm bg-sunken p-2 text-xs">
      <li>{t('compare.hardware', { vcpus, memory: formatBytes(memoryKiB * 1024), nics: interfaces.length })}</li>
      {disks.map(({ target, source }) => (
        <li key={target} className="break-all">
          <code>{target}</code> {source ?? '–'}
        </li>
      ))}
      {size !== undefined && <li>{t('compare.size', { size: formatBytes(size) })}</li>}
    </ul>
  )
}
