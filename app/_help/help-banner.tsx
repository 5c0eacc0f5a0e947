'use client'

import { Handshake } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Link } from '#app/_shell/navigation.ts'
import { Button } from '#app/_ui/button.tsx'
import { handBackAction } from './actions.ts'
import { useHelp } from './use-help.ts'
import { useHelpAction } from './use-help-action.ts'

/** Over the student's workbench while somebody helps in it: who, and how to end it. */
export function HelpBanner({ labId }: { labId: string }) {
  const t = useTranslations('help.banner')
  const { takeOver } = useHelp()
  const { busy, error, run } = useHelpAction()
  return (
    <div role="status" className="shrink-0" data-testid="help-banner">
      {takeOver && (
        <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b border-warn bg-warn-soft px-4 py-1 text-sm">
          <Handshake size={16} className="shrink-0 text-warn" aria-hidden />
          <span className="min-w-0 flex-1">
            <strong className="font-semibold">{t('helping', { name: takeOver.name })}</strong> {t('how')}{' '}
            <Link href="/lab-log" className="text-accent underline underline-offset-2">
              {t('log')}
            </Link>
          </span>
          {error && <span className="text-bad">{error}</span>}
          <Button busy={busy} onClick={() => void run(() => handBackAction(labId))}>
            {t('end')}
          </Button>
        </div>
      )}
    </div>
  )
}
