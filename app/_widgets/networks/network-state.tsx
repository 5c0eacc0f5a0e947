import { Play, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '#app/_ui/badge.tsx'

/** Whether a network runs, by shape and word. */
export function NetworkState({ active }: { active: boolean }) {
  const t = useTranslations('networks.state')
  return active ? (
    <Badge tone="good" icon={<Play size={12} aria-hidden />}>
      {t('active')}
    </Badge>
  ) : (
    <Badge icon={<Square size={12} aria-hidden />}>{t('inactive')}</Badge>
  )
}
