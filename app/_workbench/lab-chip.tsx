'use client'

import { CircleAlert, CircleDashed, CirclePause, CirclePlay, Download, Power, RotateCcw, Sparkles } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge, type Tone } from '#app/_ui/badge.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Menu, MenuItem, MenuLabel } from '#app/_ui/menu.tsx'
import { Spinner } from '#app/_ui/spinner.tsx'
import { useConnection, useLive } from '#app/_widgets/live-state/live-state.tsx'
import type { LabPhase, LiveState } from '#lib/gateway/protocol.ts'
import { labAction } from './actions.ts'
import { NewHostDialog } from './new-host-dialog.tsx'

const selectLab = (state: LiveState) => state.lab.lab
const selectHost = (state: LiveState) => state.host
const selectStart = (state: LiveState) => state.start
const selectDomains = (state: LiveState) => state.domains

const tones: Record<LabPhase['phase'], Tone> = {
  absent: 'neutral',
  provisioning: 'accent',
  running: 'good',
  stopping: 'accent',
  stopped: 'neutral',
  resetting: 'accent',
  failed: 'bad',
}

/** The lab's state in a few words: "running · TCG · 1 VM". Its menu stops, starts and resets. `owner`: whose it is, if it is another's. */
export function LabChip({ labId, owner }: { labId: string; owner?: string }) {
  const t = useTranslations('workbench.chip')
  const { connection } = useConnection()
  const phase = useLive(selectLab)
  const host = useLive(selectHost)?.host
  const domains = useLive(selectDomains)
  const outdated = Boolean(useLive(selectStart)?.start?.newerImage)
  const [asking, setAsking] = useState<'stop' | 'reset' | null>(null)
  const [renewing, setRenewing] = useState(false)
  const name = phase?.phase ?? 'absent'
  const lost = connection.state === 'waiting' || connection.state === 'refused'
  const running = Object.values(domains ?? {}).filter(({ id }) => id !== null).length
  const suspended = phase?.phase === 'stopped' ? phase.suspended : undefined
  const queued = phase?.phase === 'provisioning' && phase.stage === 'queued'
  const parts = phase
    ? [
        t(`phase.${queued ? 'queued' : suspended ? 'suspended' : name}`),
        ...(suspended && suspended.vms > 0 ? [t('savedVms', { count: suspended.vms })] : []),
        ...(name === 'running' && host ? [host.accelerator.kind.toUpperCase(), t('vms', { count: running })] : []),
      ]
    : [t('connecting')]
  const accelerator = host?.accelerator
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            data-testid="lab-chip"
            className="rounded-sm"
            title={accelerator && t(`accelerator.${accelerator.reason}`)}
          >
            <Badge tone={lost ? 'warn' : tones[name]} icon={<PhaseIcon name={name} lost={lost} />}>
              {lost ? t('lost') : parts.join(' · ')}
            </Badge>
          </button>
        }
      >
        {accelerator && (
          <div className="max-w-80 px-2.5 py-1.5 text-xs text-muted" data-testid="accelerator-reason">
            <strong className="text-text">{accelerator.kind.toUpperCase()}</strong> —{' '}
            {t(`accelerator.${accelerator.reason}`)}
          </div>
        )}
        <MenuLabel>{owner === undefined ? t('title') : t('titleOf', { name: owner })}</MenuLabel>
        {name === 'running' && (
          <MenuItem icon={<Power size={15} />} onSelect={() => setAsking('stop')}>
            {t('stop')}
          </MenuItem>
        )}
        {(name === 'stopped' || name === 'failed' || name === 'absent') && (
          <MenuItem icon={<CirclePlay size={15} />} onSelect={() => void labAction(labId, 'start')}>
            {t(suspended ? 'resume' : 'start')}
          </MenuItem>
        )}
        {(name === 'running' || name === 'stopped') && (
          <MenuItem
            icon={<Download size={15} />}
            onSelect={() => window.location.assign(`/api/lab-export?labId=${encodeURIComponent(labId)}`)}
          >
            {t('export')}
          </MenuItem>
        )}
        {outdated && (
          <MenuItem
            icon={<Sparkles size={15} />}
            disabled={name !== 'running' && name !== 'stopped' && name !== 'failed'}
            onSelect={() => setRenewing(true)}
          >
            {t('renew')}
          </MenuItem>
        )}
        <MenuItem
          icon={<RotateCcw size={15} />}
          danger
          disabled={name !== 'running' && name !== 'stopped' && name !== 'failed'}
          onSelect={() => setAsking('reset')}
        >
          {t('reset')}
        </MenuItem>
      </Menu>
      <Dialog
        open={asking !== null}
        onOpenChange={() => setAsking(null)}
        title={asking && (owner === undefined ? t(`${asking}Title`) : t(`${asking}TitleOf`, { name: owner }))}
        footer={
          <>
            <Button onClick={() => setAsking(null)}>{t('keep')}</Button>
            <Button
              kind="danger"
              onClick={() => {
                if (asking) void labAction(labId, asking)
                setAsking(null)
              }}
            >
              {asking && t(asking)}
            </Button>
          </>
        }
      >
        {asking && t(`${asking}Text`)}
      </Dialog>
      <NewHostDialog labId={labId} open={renewing} onClose={() => setRenewing(false)} />
    </>
  )
}

function PhaseIcon({ name, lost }: { name: LabPhase['phase']; lost: boolean }) {
  if (lost || name === 'provisioning' || name === 'stopping' || name === 'resetting') return <Spinner size={12} />
  if (name === 'running') return <CirclePlay size={12} aria-hidden />
  if (name === 'failed') return <CircleAlert size={12} aria-hidden />
  if (name === 'stopped') return <CirclePause size={12} aria-hidden />
  return <CircleDashed size={12} aria-hidden />
}
