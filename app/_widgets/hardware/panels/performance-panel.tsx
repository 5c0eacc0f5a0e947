'use client'

import { Activity } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { useManagerNavigation } from '../../manager/manager-navigation.ts'
import { PanelFrame } from '../device-panel.tsx'
import type { PanelProps } from '../panels.tsx'
import { virsh } from '#lib/virt/commands/command.ts'

/** CPU, memory, disk and network over time are the monitor's. */
export function PerformancePanel({ domain }: PanelProps) {
  const t = useTranslations('hardware.performance')
  const navigation = useManagerNavigation()
  return (
    <PanelFrame title={t('title')} dirty={false} command={[virsh('domstats', domain.name)]}>
      <p className="text-sm">{t('text')}</p>
      {navigation && (
        <div>
          <Button icon={<Activity size={15} />} onClick={() => navigation.openSection('monitor')}>
            {t('open')}
          </Button>
        </div>
      )}
    </PanelFrame>
  )
}
