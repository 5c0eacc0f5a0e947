'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useId, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { memoryCommand } from '#lib/virt/commands/hardware-commands.ts'
import type { Domain } from '#lib/virt/types.ts'
import { useValueGlow } from '../live-state/live-state.tsx'
import type { DomainPoint } from '../live-state/stats-history.ts'
import { OperationEcho } from '../operation/operation-echo.tsx'
import { OperationFeedback } from '../operation/operation-feedback.tsx'
import { useOperation } from '../operation/use-operation.ts'

const live = { live: true, config: false }
const periodSeconds = 2
const stepMiB = 16
/** Told longer ago, the guest's numbers are of then. */
const freshMs = 15_000

/** The running VM's balloon: what its sizes mean, a slider that moves it, and the guest's own numbers if it is asked for them. */
export function BalloonPanel({ domain, last }: { domain: Domain; last: DomainPoint | null }) {
  const t = useTranslations('monitor.balloon')
  const { name, uuid, memoryKiB, memoryMaxKiB } = domain
  const id = useId()
  const now = Math.round(memoryKiB / 1024)
  const max = Math.round(memoryMaxKiB / 1024)
  const [chosen, setChosen] = useState(now)
  // Moved by the terminal, the slider follows.
  useEffect(() => setChosen(now), [now])
  const glows = useValueGlow(uuid, String(now))
  const setting = useOperation('vm-set-memory')
  const asking = useOperation('vm-set-memory')
  const change = { vm: name, currentMiB: chosen, when: live }
  const ask = { vm: name, periodSeconds, when: live }
  const fresh = last !== null && last.guest !== null && last.at - last.guest.at < freshMs
  if (!/<memballoon model=['"]virtio/.test(domain.liveXml ?? '')) {
    return <p className="pt-2 text-xs text-muted">{t('none')}</p>
  }
  return (
    <div className="space-y-1.5 pt-2">
      <p className="text-xs text-muted">{t('explained')}</p>
      <div className={`flex flex-wrap items-center gap-3 text-sm ${glows ? 'glow-once' : ''}`}>
        <label htmlFor={id} className="whitespace-nowrap">
          {t('size')}
        </label>
        <input
          id={id}
          type="range"
          min={Math.min(stepMiB, max)}
          max={max}
          step={stepMiB}
          value={chosen}
          aria-valuetext={`${chosen} MiB`}
          onChange={(event) => setChosen(Number(event.target.value))}
          className="min-w-32 flex-1"
        />
        <output htmlFor={id} className="w-28 text-right tabular-nums">
          {chosen} / {max} MiB
        </output>
        <Button disabled={chosen === now} busy={setting.busy} onClick={() => void setting.run(change)}>
          {t('apply')}
        </Button>
      </div>
      {chosen !== now && <OperationEcho command={memoryCommand(change)} />}
      <OperationFeedback operation={setting} />
      {last && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted tabular-nums">
          {last.guest && (
            <span>
              {t(fresh ? 'guest' : 'guestThen', {
                available: formatBytes(last.guest.availableKiB * 1024),
                unused: formatBytes(last.guest.unusedKiB * 1024),
              })}
            </span>
          )}
          {!fresh && (
            <>
              <span>{t('notAsked')}</span>
              <Button busy={asking.busy} onClick={() => void asking.run(ask)}>
                {t('ask')}
              </Button>
              <code>{`virsh dommemstat ${name} --period ${periodSeconds} --live`}</code>
            </>
          )}
        </div>
      )}
      <OperationFeedback operation={asking} />
    </div>
  )
}
