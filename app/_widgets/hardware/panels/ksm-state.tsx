import { useTranslations } from 'next-intl'
import type { HardwareHost } from '#lib/labs/hardware/read-hardware-host.ts'

/** KSM's switch is the whole host's: how it stands, and how one would turn it. */
export function KsmState({ host }: { host: HardwareHost | null }) {
  const t = useTranslations('hardware.memory.ksm')
  if (!host) return null
  const { ksm } = host
  return (
    <div className="rounded-sm bg-sunken px-2.5 py-1.5 text-xs" data-testid="ksm">
      <p>
        {ksm === null ? t('none') : ksm.running ? t('running', { pages: ksm.pagesSharing }) : t('stopped')}{' '}
        {ksm && !ksm.writable && t('readOnly')}
      </p>
      <code className="text-muted">cat /sys/kernel/mm/ksm/run</code>
    </div>
  )
}
