'use client'

import { Monitor, Smartphone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { endOtherSessionsAction } from '#app/[locale]/(account)/account/actions.ts'
import { Badge } from '#app/_ui/badge.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { useAnswer } from './use-answer.ts'
import { useFieldErrors } from './use-field-errors.ts'

export interface SessionRow {
  id: string
  browser: string | null
  mobile: boolean
  address: string
  /** In words: “3 hours ago” */
  since: string
  current: boolean
}

/** Where one is signed in. */
export function SessionList({ sessions }: { sessions: SessionRow[] }) {
  const t = useTranslations('account.page')
  const [answer, submit, pending] = useActionState(endOtherSessionsAction, null)
  const errorAt = useFieldErrors(useAnswer(answer, t('ended')))
  return (
    <form action={submit} className="space-y-3">
      <ul className="-mt-2 divide-y divide-line">
        {sessions.map(({ id, browser, mobile, address, since, current }) => (
          <li key={id} className="flex items-center gap-3 py-2 text-sm">
            <span className="text-muted" aria-hidden>
              {mobile ? <Smartphone size={16} /> : <Monitor size={16} />}
            </span>
            <span className="min-w-0 flex-1">
              <span className="block truncate">{browser ?? t('unknownBrowser')}</span>
              <span className="block truncate text-xs text-muted">
                {[address, t('since', { when: since })].filter(Boolean).join(' · ')}
              </span>
            </span>
            {current && <Badge tone="good">{t('current')}</Badge>}
          </li>
        ))}
      </ul>
      {errorAt('') && <Callout kind="error">{errorAt('')}</Callout>}
      {sessions.length > 1 && (
        <Button type="submit" busy={pending}>
          {t('endOthers')}
        </Button>
      )}
    </form>
  )
}
