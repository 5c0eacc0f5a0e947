'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { useLabId, useLive } from '../live-state/live-state.tsx'
import { useStartVm } from '../manager-list/use-start-vm.ts'
import { ScreenPane } from '../screen/screen-pane.tsx'
import { SerialPane } from '../serial/serial-pane.tsx'

const kinds = ['screen', 'serial'] as const
const selectDomains = (state: LiveState) => state.domains
const nothing = () => {}

/** The consoles of one VM: its screen, and its serial console. */
export function VmConsole({ vm }: { vm: string }) {
  const t = useTranslations('manager')
  const labId = useLabId()
  const domains = useLive(selectDomains)
  const startVm = useStartVm()
  const [kind, setKind] = useState<(typeof kinds)[number]>('screen')
  const domain = Object.values(domains ?? {}).find(({ name }) => name === vm)
  if (!domain) return null
  const Pane = kind === 'screen' ? ScreenPane : SerialPane
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div role="group" aria-label={t('consoles')} className="flex h-9 shrink-0 items-center gap-1 px-2">
        {kinds.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === kind}
            onClick={() => setKind(one)}
            className={classNames(
              'h-7 rounded-md px-2.5 text-xs hover:bg-hover',
              one === kind ? 'bg-accent-soft text-accent' : 'text-muted',
            )}
          >
            {t(one)}
          </button>
        ))}
      </div>
      <div className="min-h-0 flex-1">
        <Pane labId={labId} domains={[domain]} selected={domain.uuid} onSelect={nothing} onStart={() => startVm(vm)} />
      </div>
    </div>
  )
}
