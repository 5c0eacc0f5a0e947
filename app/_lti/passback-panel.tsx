'use client'

import { CircleCheck, RefreshCw, Send, TriangleAlert } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRouter } from '#app/_shell/navigation.ts'
import { Badge } from '#app/_ui/badge.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { useTimeZone } from '#app/_ui/use-time-zone.ts'
import { useErrorText } from '#app/_widgets/operation/use-error-text.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import type { FailedScore, PassbackStatus } from '#lib/lti/scores/score-status.ts'
import { sendAllAgainAction } from './actions.ts'

interface Props {
  classId: string
  status: PassbackStatus
  maySend: boolean
}

/** To which learning platform the class's scores go, and which have not arrived. */
export function PassbackPanel({ classId, status, maySend }: Props) {
  const t = useTranslations('lti.passback')
  const format = useFormatter()
  const timeZone = useTimeZone()
  const errorText = useErrorText()
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<WireError | null>(null)
  const { platforms, links, sent, of, failed, lastSentAt } = status
  const send = async () => {
    setBusy(true)
    const answer = await sendAllAgainAction(classId)
    setBusy(false)
    setError('error' in answer ? answer.error : null)
    router.refresh()
  }
  return (
    <section aria-label={t('label')} className="mb-4 rounded-lg border border-line bg-surface px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span className="font-medium">{t('connected', { platforms: format.list(platforms) })}</span>
        {links === 0 ? (
          <span className="text-muted">{t('ungraded')}</span>
        ) : (
          <Badge
            tone={failed.length > 0 ? 'warn' : 'good'}
            icon={failed.length > 0 ? <TriangleAlert size={12} /> : <CircleCheck size={12} />}
          >
            {t('sent', { sent, of })}
          </Badge>
        )}
        {lastSentAt && (
          <span className="text-muted">
            {t('last', { time: format.dateTime(lastSentAt, { dateStyle: 'short', timeStyle: 'short', timeZone }) })}
          </span>
        )}
        <span className="flex-1" />
        <IconButton label={t('refresh')} icon={<RefreshCw size={15} />} onClick={() => router.refresh()} />
        {maySend && links > 0 && (
          <Button icon={<Send size={14} />} busy={busy} onClick={() => void send()}>
            {t('again')}
          </Button>
        )}
      </div>
      {error && (
        <Callout kind="error" className="mt-2">
          {errorText(error)}
        </Callout>
      )}
      {failed.length > 0 && (
        <ul className="mt-2 max-h-40 space-y-0.5 overflow-y-auto border-t border-line pt-2 text-sm">
          {failed.map((one) => (
            <Failed key={`${one.studentId} ${one.link}`} score={one} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Failed({ score }: { score: FailedScore }) {
  const t = useTranslations('lti.passback')
  const format = useFormatter()
  const timeZone = useTimeZone()
  const { name, link, stage, status, nextAt } = score
  return (
    <li>
      <span className="font-medium">{name}</span> · {link}:{' '}
      <span className="text-warn">{t(`failures.${stage}`, { status })}</span>{' '}
      <span className="text-muted">
        {nextAt === null
          ? t('stopped')
          : t('next', { time: format.dateTime(nextAt, { timeStyle: 'medium', timeZone }) })}
      </span>
    </li>
  )
}
