'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Link, useRouter } from '#app/_shell/navigation.ts'
import { linkButton } from '#app/_ui/link-button.ts'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Progress } from '#app/_ui/progress.tsx'
import type { ParsedRoster } from '#lib/classes/roster/parse-roster.ts'
import type { PlannedRow, RosterResult, RosterRow } from '#lib/classes/roster/roster-row.ts'
import { planRosterAction } from './member-actions.ts'
import { PasswordSlips } from './password-slips.tsx'
import { RosterPreview } from './roster-preview.tsx'
import { RosterSource } from './roster-source.tsx'
import { sendRoster } from './send-roster.ts'
import { useAct } from './use-act.ts'

type Step =
  | { at: 'source' }
  | { at: 'preview'; columns: ParsedRoster['columns']; plan: PlannedRow[] }
  | { at: 'result'; result: RosterResult }

/** From a list of people to members of the class: the list, a preview where rows are corrected or left out, then the passwords. */
export function RosterImport({ classId, className }: { classId: string; className: string }) {
  const t = useTranslations('roster')
  const errors = useTranslations('errors')
  const router = useRouter()
  const [step, setStep] = useState<Step>({ at: 'source' })
  const [text, setText] = useState('')
  const [skipped, setSkipped] = useState<ReadonlySet<number>>(new Set())
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const stop = useRef<AbortController>(null)
  const latest = useRef(0)
  const { act, busy, error } = useAct()

  /** Rows that are left out are not looked at: the second of a pair is right once the first is skipped. */
  const plan = async (rows: RosterRow[], columns: ParsedRoster['columns'], left: ReadonlySet<number>) => {
    const asked = ++latest.current
    const sent = rows.filter(({ line }) => !left.has(line))
    const answer = await act(() => planRosterAction({ classId, rows: sent }), { refresh: false })
    if (!answer || asked !== latest.current) return
    const now = new Map(answer.ok.map((one) => [one.row.line, one]))
    const before = new Map(step.at === 'preview' ? step.plan.map((one) => [one.row.line, one]) : [])
    const merged = rows.flatMap(({ line }) => now.get(line) ?? before.get(line) ?? [])
    setStep({ at: 'preview', columns, plan: merged })
  }

  const begin = async ({ rows, columns }: ParsedRoster) => {
    setSkipped(new Set())
    setFailure(null)
    await plan(rows, columns, new Set())
  }

  const send = async (shown: PlannedRow[], columns: ParsedRoster['columns']) => {
    const rows = shown.flatMap((one) =>
      one.state === 'error' || skipped.has(one.row.line) ? [] : [{ row: one.row, expected: one.state }],
    )
    stop.current = new AbortController()
    setFailure(null)
    setProgress({ done: 0, total: 0 })
    const answer = await sendRoster({ classId, rows }, setProgress, stop.current.signal)
    setProgress(null)
    if ('result' in answer) {
      setStep({ at: 'result', result: answer.result })
      router.refresh()
      return
    }
    setFailure(errors(answer.error.userMessage, answer.error.params))
    // What has changed since shows in the preview.
    if (answer.error.code === 'class.roster-changed')
      await plan(
        shown.map(({ row }) => row),
        columns,
        skipped,
      )
  }

  if (step.at === 'result') {
    const { created, joined, already } = step.result
    return (
      <div className="space-y-4">
        <Callout kind="good" title={t('done', { count: created.length + joined })}>
          {t('doneDetail', { created: created.length, joined, already })}
        </Callout>
        {created.length > 0 && <PasswordSlips accounts={created} file={`${className} ${t('passwords')}`} />}
        <Link href={`/classes/${classId}`} className={linkButton.default}>
          {t('toStudents')}
        </Link>
      </div>
    )
  }
  const message = failure ?? error?.text
  return (
    <div className="space-y-4">
      {message && <Callout kind="error">{message}</Callout>}
      {step.at === 'source' ? (
        <RosterSource text={text} onText={setText} busy={busy} onRead={(roster) => void begin(roster)} />
      ) : (
        <RosterPreview
          plan={step.plan}
          columns={step.columns}
          skipped={skipped}
          checking={busy}
          locked={progress !== null}
          onSkip={(lines) => {
            setSkipped(lines)
            void plan(
              step.plan.map(({ row }) => row),
              step.columns,
              lines,
            )
          }}
          onEdit={(rows) => void plan(rows, step.columns, skipped)}
          onBack={() => setStep({ at: 'source' })}
          onImport={() => void send(step.plan, step.columns)}
        />
      )}
      {progress && (
        <div className="flex max-w-xl items-center gap-3" role="status">
          <Progress
            value={progress.total === 0 ? null : progress.done / progress.total}
            label={t('progress', progress)}
          />
          <span className="text-sm text-muted tabular-nums">{t('progress', progress)}</span>
          <Button onClick={() => stop.current?.abort()}>{t('cancel')}</Button>
        </div>
      )}
    </div>
  )
}
