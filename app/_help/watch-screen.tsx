'use client'

import { Monitor } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { DomainPicker } from '#app/_widgets/screen/domain-picker.tsx'
import { PasswordForm } from '#app/_widgets/screen/password-form.tsx'
import { useRfb } from '#app/_widgets/screen/use-rfb.ts'
import type { Domain } from '#lib/virt/types.ts'

interface WatchScreenProps {
  labId: string
  domains: Domain[]
  selected: string | null
  onSelect: (uuid: string) => void
}

/** A VM's screen, to look at only. */
export function WatchScreen({ labId, domains, selected, onSelect }: WatchScreenProps) {
  const t = useTranslations('help.watch')
  const domain = domains.find(({ uuid }) => uuid === selected) ?? domains.find(({ id }) => id !== null) ?? domains[0]
  const shows = domain && domain.id !== null && domain.graphics.some(({ type }) => type === 'vnc')
  return (
    <div className="flex h-full min-h-0 flex-col">
      {domain && (
        <div className="flex h-9 shrink-0 items-center border-b border-line bg-surface px-2">
          <DomainPicker domains={domains} selected={domain.uuid} onSelect={onSelect} />
        </div>
      )}
      {domain && shows ? (
        <Picture key={`${domain.uuid}-${domain.id}`} labId={labId} domain={domain} />
      ) : (
        <EmptyState icon={<Monitor size={32} />} title={t('noScreen')} className="flex-1">
          {t('noScreenWhy')}
        </EmptyState>
      )}
    </div>
  )
}

function Picture({ labId, domain }: { labId: string; domain: Domain }) {
  const target = useRef<HTMLDivElement>(null)
  const { screen, rfb } = useRfb(target, labId, domain.uuid, 'watch-screen')
  return (
    <div className="relative min-h-0 flex-1 bg-[#0c0f13]">
      <div ref={target} data-testid="watched-screen" data-state={screen.state} className="absolute inset-0" />
      {screen.state === 'password' && (
        <PasswordForm wrong={screen.wrong} onPassword={(password) => rfb.current?.sendCredentials({ password })} />
      )}
    </div>
  )
}
