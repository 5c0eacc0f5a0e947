'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import type { ParsedRoster } from '#lib/classes/roster/parse-roster.ts'
import { type PlannedRow, rosterColumns, type RosterRow } from '#lib/classes/roster/roster-row.ts'
import { RosterPreviewRow } from './roster-preview-row.tsx'

interface RosterPreviewProps {
  plan: PlannedRow[]
  columns: ParsedRoster['columns']
  /** Lines that are left out. */
  skipped: ReadonlySet<number>
  checking: boolean
  /** While it is imported. */
  locked: boolean
  onSkip: (lines: ReadonlySet<number>) => void
  onEdit: (rows: RosterRow[]) => void
  onBack: () => void
  onImport: () => void
}

/** What becomes of each row, before anything is written; rows that cannot be imported are corrected or left out here. */
export function RosterPreview(props: RosterPreviewProps) {
  const { plan, columns, skipped, checking, locked, onSkip, onEdit } = props
  const t = useTranslations('roster')
  const [onlyErrors, setOnlyErrors] = useState(false)
  // A row that was wrong stays open to corrections when it is right: nobody's cursor is taken away.
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const faulty = plan.filter(({ state, row }) => state === 'error' && !skipped.has(row.line)).map(({ row }) => row.line)
  const count = (state: PlannedRow['state']) =>
    plan.filter((one) => one.state === state && !skipped.has(one.row.line)).length
  const coming = count('new') + count('joins')
  const facts = (['new', 'joins', 'member', 'error'] as const).filter((state) => count(state) > 0)
  const read = rosterColumns.flatMap((column) => {
    const found = columns[column]
    if (!found) return []
    return [t('readAs', { number: found.number, column: t(`columns.${column}`) })]
  })
  const skip = (line: number, skips: boolean) =>
    onSkip(skips ? new Set([...skipped, line]) : new Set([...skipped].filter((one) => one !== line)))
  const edit = (edited: RosterRow) => {
    setOpened(new Set([...opened, edited.line]))
    onEdit(plan.map(({ row }) => (row.line === edited.line ? edited : row)))
  }
  const shown = onlyErrors ? plan.filter(({ row }) => faulty.includes(row.line) || opened.has(row.line)) : plan
  return (
    <section aria-label={t('preview')} className="space-y-3" aria-busy={checking}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm" data-testid="roster-summary">
        {facts.map((state) => (
          <span key={state} className={state === 'error' ? 'font-medium text-bad' : ''}>
            {t(`summary.${state}`, { count: count(state) })}
          </span>
        ))}
        {skipped.size > 0 && <span className="text-muted">{t('summary.skipped', { count: skipped.size })}</span>}
        <span className="text-muted">{read.join(' · ')}</span>
      </div>
      {(faulty.length > 0 || onlyErrors) && plan.length > 20 && (
        <Checkbox checked={onlyErrors} onCheckedChange={setOnlyErrors} label={t('onlyErrors')} />
      )}
      <div className="overflow-x-auto rounded-lg border border-line bg-surface">
        <table className="w-full border-separate border-spacing-0 text-sm">
          <thead className="text-left text-xs text-muted">
            <tr className="h-8">
              <th className="px-3 text-right font-medium">{t('row')}</th>
              <th className="px-3 font-medium">{t('outcome')}</th>
              {rosterColumns.map((column) => (
                <th key={column} className="px-3 font-medium">
                  {t(`columns.${column}`)}
                </th>
              ))}
              <th className="px-3 font-medium">{t('skip')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <RosterPreviewRow
                key={one.row.line}
                planned={one}
                skipped={skipped.has(one.row.line)}
                editable={!locked && (one.state === 'error' || opened.has(one.row.line))}
                locked={locked}
                onSkip={(skips) => skip(one.row.line, skips)}
                onEdit={edit}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="sticky bottom-0 flex flex-wrap items-center gap-2 border-t border-line bg-page py-3">
        <Button onClick={props.onBack} disabled={locked}>
          {t('back')}
        </Button>
        <Button
          kind="primary"
          busy={locked}
          disabled={faulty.length > 0 || coming === 0 || checking}
          onClick={props.onImport}
        >
          {t('import', { count: coming })}
        </Button>
        {faulty.length > 0 ? (
          <>
            <span className="text-sm text-bad">{t('mustSolve', { count: faulty.length })}</span>
            <Button kind="quiet" onClick={() => onSkip(new Set([...skipped, ...faulty]))}>
              {t('skipAll')}
            </Button>
          </>
        ) : (
          <span className="text-sm text-muted">{t(coming === 0 ? 'nobody' : 'nothingYet')}</span>
        )}
      </div>
    </section>
  )
}
