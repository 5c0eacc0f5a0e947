'use client'

import { Server } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { fromLocalInput } from '#app/_classes/local-input.ts'
import { useAct } from '#app/_classes/use-act.ts'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Select, type SelectOption } from '#app/_ui/select.tsx'
import { Spinner } from '#app/_ui/spinner.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { ClassPlan } from '#lib/labs/provision/class-plan.ts'
import { giveLabsAction, planLabsAction } from './actions.ts'

/** Gives each student a lab: first what that takes, then, now or by some time, the doing. */
export function GiveLabs({
  classId,
  starts,
  underWay,
}: {
  classId: string
  starts: SelectOption[]
  underWay: boolean
}) {
  const t = useTranslations('labs')
  const [open, setOpen] = useState(false)
  const [start, setStart] = useState(starts[0]?.value ?? 'plain')
  const [readyAt, setReadyAt] = useState('')
  const [plan, setPlan] = useState<ClassPlan | null>(null)
  const { act, busy, error, clear } = useAct()
  useEffect(() => {
    if (!open) return
    setPlan(null)
    clear()
    void act(() => planLabsAction({ classId }), { refresh: false }).then((answer) => setPlan(answer?.ok ?? null))
  }, [open, classId, act, clear])
  const give = async () => {
    const at = fromLocalInput(readyAt)
    const done = await act(() => giveLabsAction({ classId, start, ...(at !== null && { readyAt: at }) }), {
      refresh: false,
    })
    if (done) setOpen(false)
  }
  return (
    <>
      <Button kind="primary" icon={<Server size={15} />} disabled={underWay} onClick={() => setOpen(true)}>
        {t('give')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        size="medium"
        title={t('give')}
        description={t('giveWhat')}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
            <Button
              kind="primary"
              busy={busy}
              disabled={!plan || plan.warnings.includes('memory')}
              onClick={() => void give()}
            >
              {readyAt === '' ? t('go') : t('goThen')}
            </Button>
          </>
        }
      >
        {!plan && !error && <Spinner label={t('planning')} />}
        {error && !error.field && <Callout kind="error">{error.text}</Callout>}
        {plan && <Plan plan={plan} />}
        <div className="mt-4 grid gap-3 sm:grid-cols-2">
          <Field label={t('start')} hint={t('startHint')}>
            <Select value={start} onValueChange={setStart} options={starts} />
          </Field>
          <Field
            label={t('readyAt')}
            hint={t('readyAtHint')}
            error={error?.field === 'readyAt' ? error.text : undefined}
          >
            <TextInput type="datetime-local" value={readyAt} onValueChange={setReadyAt} />
          </Field>
        </div>
      </Dialog>
    </>
  )
}

function Plan({ plan }: { plan: ClassPlan }) {
  const t = useTranslations('labs.plan')
  const gib = (mebibytes: number) => Math.round(mebibytes / 102.4) / 10
  const { ready, start, make, share, memory, disk, cpus, atOnce, seconds, warnings } = plan
  const { whose, quota } = share
  const rows: [string, string][] = [
    [t('labs'), t('labsText', { ready, start, make })],
    [t('limits'), t('limitsText', { memory: gib(share.memoryMiB), cpus: share.cpus, disk: share.diskGiB, whose })],
    [
      t('memory'),
      t('memoryText', {
        rest: gib(memory.restMiB),
        work: gib(memory.workMiB),
        most: gib(memory.mostMiB),
        free: gib(memory.availableMiB),
      }),
    ],
    [t('disk'), t('diskText', { work: gib(disk.workMiB), most: gib(disk.mostMiB), free: gib(disk.availableMiB) })],
    [t('cpus'), t('cpusText', { cpus })],
    ...(quota ? [[t('quota'), t('quotaText', { quota: quota.limit, scope: quota.scope })] as [string, string]] : []),
    [t('atOnce'), t('atOnceText', { count: atOnce })],
    [t('time'), t('timeText', { seconds })],
  ]
  return (
    <>
      <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sm" data-testid="plan">
        {rows.map(([name, text]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="tabular-nums">{text}</dd>
          </div>
        ))}
      </dl>
      {warnings.map((warning) => (
        <div key={warning} className="mt-3">
          <Callout kind={warning === 'memory' ? 'error' : 'warning'}>
            {t(`warnings.${warning}`, { count: atOnce, quota: quota?.limit ?? 0, most: gib(memory.mostMiB) })}
          </Callout>
        </div>
      ))}
    </>
  )
}
