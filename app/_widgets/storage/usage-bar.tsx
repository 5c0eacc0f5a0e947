import { useTranslations } from 'next-intl'
import { classNames } from '#app/_ui/class-names.ts'
import type { StoragePool } from '#lib/virt/types.ts'

/** How full a pool is. */
export function UsageBar({ pool, className }: { pool: StoragePool; className?: string }) {
  const t = useTranslations('storage.pool')
  const { name, capacityBytes, availableBytes } = pool
  const percent = capacityBytes > 0 ? Math.round((1 - availableBytes / capacityBytes) * 100) : 0
  return (
    <div
      role="meter"
      aria-label={t('usageLabel', { name })}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={classNames('h-1.5 overflow-hidden rounded-full bg-sunken', className)}
    >
      <div className={`h-full ${percent >= 90 ? 'bg-bad' : 'bg-accent'}`} style={{ width: `${percent}%` }} />
    </div>
  )
}
