'use client'

import { Eye } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useHelp } from './use-help.ts'

/** Says quietly who of the staff looks on. */
export function WatchersNote() {
  const t = useTranslations('help.watchers')
  const format = useFormatter()
  const { watchers, takeOver } = useHelp()
  // A wall with small pictures is told in the log: it is there all lesson long.
  const looks = (kinds: string[]) => kinds.some((kind) => kind !== 'picture')
  const others = watchers.filter(({ userId, kinds }) => userId !== takeOver?.userId && looks(kinds))
  const kinds = new Set(others.flatMap((one) => one.kinds))
  const what = kinds.has('watch-terminal') ? 'terminal' : kinds.has('watch-screen') ? 'screen' : 'lab'
  return (
    <span role="status" className="min-w-0 shrink truncate text-xs text-muted">
      {others.length > 0 && (
        <span className="flex items-center gap-1" data-testid="watchers">
          <Eye size={14} className="shrink-0" aria-hidden />
          <span className="truncate">{t(what, { names: format.list(others.map(({ name }) => name)) })}</span>
        </span>
      )}
    </span>
  )
}
