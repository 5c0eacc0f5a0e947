'use client'

import { Camera, Monitor, Power } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import type { Domain } from '#lib/virt/types.ts'
import { DomainPicker } from './domain-picker.tsx'
import { NoPicture } from './no-picture.tsx'
import { ScreenSession } from './screen-session.tsx'
import { ScreenshotError } from './screenshot-error.tsx'
import { useScreenshot } from './use-screenshot.ts'

export interface ScreenPaneProps {
  labId: string
  domains: Domain[]
  selected: string | null
  onSelect: (uuid: string) => void
  onStart?: (uuid: string) => void
}

/** The graphical console of a VM. */
export function ScreenPane({ labId, domains, selected, onSelect, onStart }: ScreenPaneProps) {
  const t = useTranslations('console')
  const domain = domains.find(({ uuid }) => uuid === selected) ?? domains[0]
  if (!domain) {
    return (
      <EmptyState icon={<Monitor size={32} />} title={t('noVm')} className="h-full">
        {t('noVmWhy')}
      </EmptyState>
    )
  }
  const picker = <DomainPicker domains={domains} selected={domain.uuid} onSelect={onSelect} />
  const hasVnc = domain.graphics.some(({ type }) => type === 'vnc')
  if (domain.id !== null && hasVnc) {
    return <ScreenSession key={`${domain.uuid}-${domain.id}`} labId={labId} domain={domain} picker={picker} />
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-9 shrink-0 items-center border-b border-line bg-surface px-2">{picker}</div>
      {domain.id === null ? (
        <EmptyState
          icon={<Power size={32} />}
          title={t('vmOff', { name: domain.name })}
          className="flex-1"
          actions={
            <>
              {onStart && (
                <Button kind="primary" onClick={() => onStart(domain.uuid)}>
                  {t('start')}
                </Button>
              )}
              <NoPicture labId={labId} vm={domain.name} />
            </>
          }
        >
          {t('vmOffWhy')}
        </EmptyState>
      ) : (
        <NoVnc labId={labId} vm={domain.name} />
      )}
    </div>
  )
}

/** A VM that runs without VNC; QEMU can take a picture of its screen all the same, if it has a video device. */
function NoVnc({ labId, vm }: { labId: string; vm: string }) {
  const t = useTranslations('console')
  const screenshots = useScreenshot(labId, vm)
  return (
    <>
      <EmptyState
        icon={<Monitor size={32} />}
        title={t('noVnc', { name: vm })}
        className="flex-1"
        actions={
          <>
            <Button icon={<Camera size={15} />} disabled={screenshots.busy} onClick={() => void screenshots.take()}>
              {t('screenshot')}
            </Button>
            <NoPicture labId={labId} vm={vm} />
          </>
        }
      >
        {t('noVncWhy')}
      </EmptyState>
      <ScreenshotError screenshots={screenshots} />
    </>
  )
}
