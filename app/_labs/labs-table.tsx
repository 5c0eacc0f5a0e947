'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ExtendButton } from '#app/_classes/extend-button.tsx'
import { useAct } from '#app/_classes/use-act.ts'
import { useWall } from '#app/_help/wall-store.ts'
import { Link } from '#app/_shell/navigation.ts'
import { PhaseBadge } from '#app/_shell/phase-badge.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import type { SelectOption } from '#app/_ui/select.tsx'
import { useServerEvents } from '#app/_ui/use-server-events.ts'
import { useToast } from '#app/_ui/toast.tsx'
import { useErrorText } from '#app/_widgets/operation/use-error-text.ts'
import type { WallEntry } from '#lib/help/wall-entries.ts'
import type { LabAct } from '#lib/labs/provision/manage-labs.ts'
import type { ExportJob } from '#lib/labs/exports/exporter.ts'
import type { ProvisionedLab, Provisioning } from '#lib/labs/provision/provisioning-store.ts'
import { exportLabsAction, manageLabsAction } from './actions.ts'
import { DeleteLabs } from './delete-labs.tsx'
import { ExportsPanel } from './exports-panel.tsx'
import { GiveLabs } from './give-labs.tsx'
import { ProvisioningBar } from './provisioning-bar.tsx'
import { RenewLabs } from './renew-labs.tsx'

interface Props {
  classId: string
  initial: WallEntry[]
  provisioning: Provisioning | null
  starts: SelectOption[]
  /** Students whose lab host was made from an older image. */
  outdated: string[]
  exports: ExportJob[]
  /** What Incus calls each student's host. */
  instances: Record<string, string>
}

const acts = ['start', 'stop', 'reset', 'export', 'delete'] as const
type Act = LabAct | 'export'

/** A row per student: the lab as it is, and how it went when labs were given. */
export function LabsTable({ classId, initial, provisioning: before, starts, outdated, exports, instances }: Props) {
  const t = useTranslations('labs')
  const limits = useTranslations('limits')
  const toast = useToast()
  const { entries, usage } = useWall(classId, initial)
  const [provisioning, setProvisioning] = useState(before)
  useServerEvents(`/api/provisioning?class=${encodeURIComponent(classId)}`, (run) =>
    setProvisioning(run as Provisioning | null),
  )
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<'reset' | 'delete' | null>(null)
  const { act, busy, error } = useAct()
  const rows = [...entries.values()]
  const selected = rows.filter(({ studentId }) => chosen.has(studentId))
  const manage = async (what: Act, { exportFirst = false } = {}) => {
    setAsking(null)
    const studentIds = selected.map(({ studentId }) => studentId)
    const exporting = exportFirst || what === 'export'
    const done = await act(
      () =>
        exporting
          ? exportLabsAction({ classId, studentIds, thenDelete: what === 'delete' })
          : manageLabsAction({ classId, studentIds, act: what }),
      { refresh: false },
    )
    if (!done) return
    toast({ kind: 'good', title: t(`done.${exportFirst ? 'exportThenDelete' : what}`, { count: done.ok }) })
    setChosen(new Set())
  }
  const all = rows.length > 0 && selected.length === rows.length
  return (
    <>
      <div className="mb-4 flex flex-wrap items-start gap-4">
        <GiveLabs classId={classId} starts={starts} underWay={provisioning?.endedAt === null} />
        {provisioning && <ProvisioningBar classId={classId} provisioning={provisioning} entries={entries} />}
      </div>
      <RenewLabs classId={classId} outdated={rows.filter(({ studentId }) => outdated.includes(studentId))} />
      <div className="mb-2 flex min-h-8 flex-wrap items-center gap-2">
        <span className="text-sm text-muted">{t('chosen', { count: selected.length, all: rows.length })}</span>
        {acts.map((what) => (
          <Button
            key={what}
            kind={what === 'delete' ? 'danger' : 'default'}
            disabled={selected.length === 0 || busy}
            onClick={() => (what === 'reset' || what === 'delete' ? setAsking(what) : void manage(what))}
          >
            {t(`acts.${what}`)}
          </Button>
        ))}
        <ExtendButton classId={classId} studentIds={selected.map(({ studentId }) => studentId)} />
      </div>
      {error && (
        <div className="mb-3">
          <Callout kind="error">{error.text}</Callout>
        </div>
      )}
      <table
        data-testid="labs"
        className="w-full border-separate border-spacing-0 overflow-hidden rounded-lg border border-line bg-surface text-sm"
      >
        <thead className="text-left text-xs text-muted">
          <tr className="h-8">
            <th className="w-8 pl-3">
              <Checkbox
                checked={all}
                onCheckedChange={(on) => setChosen(new Set(on ? rows.map(({ studentId }) => studentId) : []))}
                label={<span className="sr-only">{t('chooseAll')}</span>}
              />
            </th>
            <th className="px-3 font-medium">{t('student')}</th>
            <th className="px-3 font-medium">{t('lab')}</th>
            <th className="px-3 text-right font-medium">{t('memory')}</th>
            <th className="px-3 font-medium">{t('given')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ studentId, name, phase, queued }) => (
            <tr key={studentId} className="h-9 [&>td]:border-t [&>td]:border-line">
              <td className="pl-3">
                <Checkbox
                  checked={chosen.has(studentId)}
                  onCheckedChange={(on) =>
                    setChosen(new Set(on ? [...chosen, studentId] : [...chosen].filter((id) => id !== studentId)))
                  }
                  label={<span className="sr-only">{name}</span>}
                />
              </td>
              <td className="px-3">
                <Link href={`/classes/${classId}/students/${studentId}`} className="hover:underline">
                  {name}
                </Link>
              </td>
              <td className="px-3">
                <PhaseBadge phase={phase} queued={queued} />
                {phase !== 'absent' && (
                  <span className="ml-2 font-mono text-xs text-muted">{instances[studentId]}</span>
                )}
                {outdated.includes(studentId) && (
                  <span className="ml-2 text-xs text-warn" title={limits('outdatedWhy')}>
                    {limits('outdated')}
                  </span>
                )}
              </td>
              <td className="px-3 text-right text-muted tabular-nums">
                {phase === 'running' && usage.has(studentId)
                  ? t('mebibytes', { count: usage.get(studentId)?.memoryMiB ?? 0 })
                  : ''}
              </td>
              <td className="px-3">
                <Given lab={provisioning?.labs.find((lab) => lab.studentId === studentId)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ExportsPanel classId={classId} initial={exports} />
      <Dialog
        open={asking === 'reset'}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t('ask.reset', { count: selected.length })}
        footer={
          <>
            <Button onClick={() => setAsking(null)}>{t('cancel')}</Button>
            <Button kind="danger" onClick={() => void manage('reset')}>
              {t('acts.reset')}
            </Button>
          </>
        }
      >
        <p className="mb-2 text-sm">{t('askWhy.reset')}</p>
        <p className="text-sm text-muted">{selected.map(({ name }) => name).join(t('and'))}</p>
      </Dialog>
      <DeleteLabs
        open={asking === 'delete'}
        onClose={() => setAsking(null)}
        names={selected.map(({ name }) => name)}
        onDelete={(exportFirst) => void manage('delete', { exportFirst })}
      />
    </>
  )
}

/** How it went with one lab, in words. */
function Given({ lab }: { lab: ProvisionedLab | undefined }) {
  const t = useTranslations('labs')
  const errorText = useErrorText()
  if (!lab) return <span className="text-muted">{t('notGiven')}</span>
  if (lab.state === 'failed')
    return <span className="text-bad">{lab.error ? errorText(lab.error) : t('states.failed')}</span>
  const seconds = lab.startedAt && lab.endedAt ? Math.round((lab.endedAt - lab.startedAt) / 100) / 10 : null
  return (
    <span className={lab.state === 'ready' ? '' : 'text-muted'} data-state={lab.state}>
      {t(`states.${lab.state}`)}
      {lab.state === 'ready' && seconds !== null && <span className="text-muted"> {t('seconds', { seconds })}</span>}
    </span>
  )
}
