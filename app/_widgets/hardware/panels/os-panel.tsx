'use client'

import { useTranslations } from 'next-intl'
import { PanelFrame } from '../device-panel.tsx'
import { Fact } from '../form-parts.tsx'
import type { PanelProps } from '../panels.tsx'
import { useHardware } from '../use-hardware.ts'

/** Which system libosinfo took it for when it was made. */
export function OsPanel({ domain }: PanelProps) {
  const t = useTranslations('hardware.os')
  const { edited } = useHardware(domain)
  return (
    <PanelFrame title={t('title')} dirty={false} command={null}>
      <dl className="flex flex-col gap-1.5">
        <Fact label="libosinfo">{edited.osinfo ? <code>{edited.osinfo}</code> : t('unknown')}</Fact>
        <Fact label={t('type')}>HVM · {edited.arch}</Fact>
      </dl>
      <p className="text-xs text-muted">{t('note')}</p>
    </PanelFrame>
  )
}
