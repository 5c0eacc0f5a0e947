'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useAct } from '#app/_classes/use-act.ts'
import { Button } from '#app/_ui/button.tsx'
import { Progress } from '#app/_ui/progress.tsx'
import { useNow } from '#app/_ui/use-now.ts'
import { useTimeZone } from '#app/_ui/use-time-zone.ts'
import type { WallEntry } from '#lib/help/wall-entries.ts'
import type { Provisioning } from '#lib/labs/provision/provisioning-store.ts'
import { cancelLabsAction, giveLabsAction } from './actions.ts'

interface Props {
  classId: string
  provisioning: Provisioning
  entries: ReadonlyMap<string, WallEntry>
}

/** How far the class's labs are; what failed, by student, and once more. */
export function ProvisioningBar({ classId, provisioning, entries }: Props) {
  const t = useTranslations('labs')
  const format = useFormatter()
  const timeZone = useTimeZone()
  const now = useNow(1000)
  const { act, busy } = useAct()
  const { labs, endedAt, beginAt, cancelledAt, start } = provisioning
  const count = (state: string) => labs.filter((lab) => lab.state === state).length
  const failed = labs.filter(({ state }) => state === 'failed')
  const settled = labs.length - count('waiting') - count('working')
  const time = (at: number) => format.dateTime(at, { dateStyle: 'short', timeStyle: 'short', timeZone })
  const scheduled = endedAt === null && settled === 0 && beginAt > now
  const names = failed.map(({ studentId }) => entries.get(studentId)?.name ?? studentId)
  return (
    <section
      aria-label={t('progress')}
      data-testid="provisioning"
      className="min-w-72 flex-1 rounded-lg border border-line bg-surface px-4 py-3 text-sm"
    >
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1" aria-live="polite">
          {scheduled
            ? t('scheduled', { time: time(beginAt) })
            : t('counts', { ready: count('ready'), all: labs.length, failed: failed.length })}
          <span className="ml-2 text-muted">
            {endedAt === null
              ? !scheduled && t('elapsed', { seconds: Math.max(0, Math.round((now - beginAt) / 1000)) })
              : cancelledAt
                ? t('cancelledAt', { time: time(cancelledAt) })
                : t('endedAt', { time: time(endedAt), seconds: Math.round((endedAt - beginAt) / 1000) })}
          </span>
        </p>
        {endedAt === null && (
          <Button busy={busy} onClick={() => void act(() => cancelLabsAction({ classId }), { refresh: false })}>
            {t('cancel')}
          </Button>
        )}
        {endedAt !== null && failed.length > 0 && (
          <Button
            busy={busy}
            onClick={() =>
              void act(() => giveLabsAction({ classId, start, studentIds: failed.map(({ studentId }) => studentId) }), {
                refresh: false,
              })
            }
          >
            {t('again', { count: failed.length })}
          </Button>
        )}
      </div>
      {!scheduled && (
        <div className="mt-2 flex">
          <Progress value={labs.length === 0 ? 1 : settled / labs.length} label={t('progress')} />
        </div>
      )}
      {count('later') > 0 && <p className="mt-2 text-muted">{t('laterWhy', { count: count('later') })}</p>}
      {names.length > 0 && <p className="mt-2 text-bad">{t('failedNames', { names: names.join(t('and')) })}</p>}
    </section>
  )
}
