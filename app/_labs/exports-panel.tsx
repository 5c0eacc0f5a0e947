'use client'

import { Download, Trash2 } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '#app/_classes/use-act.ts'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { Progress } from '#app/_ui/progress.tsx'
import { useToast } from '#app/_ui/toast.tsx'
import { useServerEvents } from '#app/_ui/use-server-events.ts'
import { useTimeZone } from '#app/_ui/use-time-zone.ts'
import { useErrorText } from '#app/_widgets/operation/use-error-text.ts'
import type { ExportJob } from '#lib/labs/exports/exporter.ts'
import { cancelExportsAction, deleteExportAction } from './actions.ts'

/** Labs of the class that were written into files: how far those are, to be downloaded, and deleted. */
export function ExportsPanel({ classId, initial }: { classId: string; initial: ExportJob[] }) {
  const t = useTranslations('labs.exports')
  const toast = useToast()
  const [exports, setExports] = useState(initial)
  const [asking, setAsking] = useState<ExportJob | null>(null)
  useServerEvents(`/api/exports?class=${encodeURIComponent(classId)}`, (all) => setExports(all as ExportJob[]))
  const { act, busy, error } = useAct()
  if (exports.length === 0) return null
  const underWay = exports.filter(({ endedAt }) => endedAt === null).length
  const cancel = async () => {
    if (await act(() => cancelExportsAction({ classId }), { refresh: false })) toast({ title: t('cancelled') })
  }
  const remove = async (id: string) => {
    setAsking(null)
    if (await act(() => deleteExportAction({ id }), { refresh: false })) toast({ kind: 'good', title: t('gone') })
  }
  return (
    <section className="mt-8" aria-labelledby="exports-title">
      <div className="mb-2 flex min-h-8 flex-wrap items-center gap-3">
        <h2 id="exports-title" className="text-base font-semibold">
          {t('title')}
        </h2>
        <p className="min-w-0 flex-1 text-sm text-muted">{t('why')}</p>
        {underWay > 0 && (
          <>
            <span className="text-sm" aria-live="polite">
              {t('counts', { count: underWay })}
            </span>
            <Button busy={busy} onClick={() => void cancel()}>
              {t('cancel')}
            </Button>
          </>
        )}
      </div>
      {error && (
        <div className="mb-3">
          <Callout kind="error">{error.text}</Callout>
        </div>
      )}
      <table
        data-testid="exports"
        className="w-full border-separate border-spacing-0 overflow-hidden rounded-lg border border-line bg-surface text-sm"
      >
        <thead className="text-left text-xs text-muted">
          <tr className="h-8">
            <th className="w-1/5 px-3 font-medium">{t('student')}</th>
            <th className="w-44 px-3 font-medium">{t('when')}</th>
            <th className="w-28 px-3 text-right font-medium">{t('size')}</th>
            <th className="px-3 font-medium">{t('file')}</th>
            <th className="w-10" />
          </tr>
        </thead>
        <tbody>
          {exports.map((one) => (
            <Row key={one.id} one={one} onDelete={() => setAsking(one)} />
          ))}
        </tbody>
      </table>
      <Dialog
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t('ask', { name: asking?.name ?? '' })}
        footer={
          <>
            <Button onClick={() => setAsking(null)}>{t('cancel')}</Button>
            <Button kind="danger" onClick={() => asking && void remove(asking.id)}>
              {t('askDelete')}
            </Button>
          </>
        }
      >
        <p className="text-sm">{t('askWhy')}</p>
      </Dialog>
    </section>
  )
}

function Row({ one, onDelete }: { one: ExportJob; onDelete: () => void }) {
  const t = useTranslations('labs.exports')
  const format = useFormatter()
  const timeZone = useTimeZone()
  const { name, state, endedAt, files } = one
  return (
    <tr className="h-10 [&>td]:border-t [&>td]:border-line" data-state={state}>
      <td className="px-3">{name}</td>
      <td className="px-3 whitespace-nowrap text-muted tabular-nums">
        {endedAt !== null && format.dateTime(endedAt, { dateStyle: 'short', timeStyle: 'short', timeZone })}
      </td>
      <td className="px-3 text-right whitespace-nowrap tabular-nums">
        {state === 'ready' && formatBytes(files.reduce((sum, { bytes }) => sum + bytes, 0))}
      </td>
      <td className="px-3 py-1">{state === 'ready' ? <Files one={one} /> : <State one={one} />}</td>
      <td className="pr-2 text-right">
        {endedAt !== null && (
          <IconButton label={t('delete', { name })} icon={<Trash2 size={15} aria-hidden />} onClick={onDelete} />
        )}
      </td>
    </tr>
  )
}

function Files({ one: { id, name, files, error, thenDelete } }: { one: ExportJob }) {
  const t = useTranslations('labs.exports')
  const errorText = useErrorText()
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
      {files.map(({ start, bytes }, index) => {
        const number = Number.parseInt(start, 10)
        const file = Number.isNaN(number) ? t('plain') : t('chapter', { number })
        return (
          <a
            key={start}
            href={`/api/exports/file?id=${encodeURIComponent(id)}&index=${index}`}
            download
            aria-label={t('download', { name, file, size: formatBytes(bytes) })}
            className="inline-flex items-center gap-1.5 text-accent hover:underline"
          >
            <Download size={14} aria-hidden />
            {file}
          </a>
        )
      })}
      {error && <span className="text-bad">{t('notDeleted', { why: errorText(error) })}</span>}
      {thenDelete && !error && <span className="text-xs text-muted">{t('deleted')}</span>}
    </span>
  )
}

/** How far it is, or why it is not. */
function State({ one: { name, state, progress, error, thenDelete } }: { one: ExportJob }) {
  const t = useTranslations('labs.exports')
  const errorText = useErrorText()
  if (state === 'failed') {
    const why = error ? errorText(error) : ''
    return <span className="text-bad">{thenDelete ? t('failedKept', { why }) : t('failed', { why })}</span>
  }
  const then = thenDelete && <span className="text-xs text-muted">{t('thenDelete')}</span>
  if (state === 'waiting')
    return (
      <span className="flex items-center gap-3 text-muted">
        {t('waiting')} {then}
      </span>
    )
  const { host = 1, hosts = 1, bytes = null, total = null } = progress ?? {}
  return (
    <span className="flex flex-wrap items-center gap-3">
      <span className="flex w-32">
        <Progress value={bytes !== null && total ? bytes / total : null} label={t('progress', { name })} />
      </span>
      <span className="tabular-nums">
        {bytes !== null && total ? t('written', { done: formatBytes(bytes), total: formatBytes(total) }) : t('saving')}
      </span>
      {hosts > 1 && <span className="text-muted">{t('host', { host, hosts })}</span>}
      {then}
    </span>
  )
}
