'use client'

import { Play, RefreshCw, Square, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { commandText } from '#lib/virt/commands/command.ts'
import {
  poolAutostartCommand,
  poolRefreshCommand,
  poolStartCommand,
  poolStopCommand,
} from '#lib/virt/commands/storage-commands.ts'
import type { StoragePool } from '#lib/virt/types.ts'
import { useValueGlow } from '../live-state/live-state.tsx'
import { OperationFeedback } from '../operation/operation-feedback.tsx'
import { useOperation } from '../operation/use-operation.ts'
import { PoolState } from './pool-state.tsx'
import { UsageBar } from './usage-bar.tsx'

/** One pool: how it is, how full it is, and what can be done with it. */
export function PoolPanel({ pool, onRemove }: { pool: StoragePool; onRemove: () => void }) {
  const t = useTranslations('storage.pool')
  const operations = {
    start: useOperation('pool-start'),
    stop: useOperation('pool-stop'),
    refresh: useOperation('pool-refresh'),
    autostart: useOperation('pool-autostart'),
  }
  const stateGlows = useValueGlow(pool.uuid, pool.state)
  const autostartGlows = useValueGlow(pool.uuid, String(pool.autostart))
  const { name, persistent, permissions } = pool
  const active = pool.state === 'running'
  const busy = Object.values(operations).some((operation) => operation.busy)
  const autostart = { pool: name, autostart: !pool.autostart }
  return (
    <section aria-label={name} data-testid="pool-panel" className="space-y-2 border-b border-line p-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="min-w-0 truncate text-base font-semibold">{name}</h3>
        <span className={classNames('rounded-sm', stateGlows && 'glow-once')}>
          <PoolState state={pool.state} />
        </span>
        <span className="text-xs text-muted">{pool.type}</span>
        {!persistent && <span className="text-xs text-warn">{t('transient')}</span>}
        <div className="ml-auto flex" aria-busy={busy}>
          {active ? (
            <IconButton
              label={`${t('stop')} · ${commandText(poolStopCommand({ pool: name }))} · ${t('stopNote')}`}
              icon={<Square size={15} />}
              unavailable={busy}
              onClick={() => void operations.stop.run({ pool: name })}
            />
          ) : (
            <IconButton
              label={`${t('start')} · ${commandText(poolStartCommand({ pool: name }))}`}
              icon={<Play size={15} />}
              unavailable={busy}
              onClick={() => void operations.start.run({ pool: name })}
            />
          )}
          <IconButton
            label={`${t('refresh')} · ${commandText(poolRefreshCommand({ pool: name }))}`}
            icon={<RefreshCw size={15} />}
            unavailable={busy || !active}
            onClick={() => void operations.refresh.run({ pool: name })}
          />
          <IconButton label={t('remove')} icon={<Trash2 size={15} />} unavailable={busy} onClick={onRemove} />
        </div>
      </div>
      {active && (
        <div className="space-y-1">
          <UsageBar pool={pool} />
          <p className="text-xs text-muted tabular-nums">
            {t('usage', {
              used: formatBytes(Math.max(0, pool.capacityBytes - pool.availableBytes)),
              free: formatBytes(pool.availableBytes),
              total: formatBytes(pool.capacityBytes),
            })}
            {pool.type === 'dir' && ` · ${t('usageDir')}`}
          </p>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-x-4 text-xs">
        {pool.targetPath && <code className="font-mono break-all">{pool.targetPath}</code>}
        {permissions && (
          <span className="text-muted">
            {t('permissions', { ...permissions, owner: String(permissions.owner), group: String(permissions.group) })}
          </span>
        )}
        {persistent && (
          <span
            title={commandText(poolAutostartCommand(autostart))}
            className={classNames('rounded-sm', autostartGlows && 'glow-once')}
          >
            <Checkbox
              checked={pool.autostart}
              disabled={busy}
              onCheckedChange={() => void operations.autostart.run(autostart)}
              label={t('autostart')}
            />
          </span>
        )}
      </div>
      {Object.entries(operations).map(([key, operation]) => (
        <OperationFeedback key={key} operation={operation} />
      ))}
    </section>
  )
}
