'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Progress } from '#app/_ui/progress.tsx'
import { useNow } from '#app/_ui/use-now.ts'
import type { OperationName } from '#lib/labs/operations/catalogue.ts'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { useErrorText } from '#app/_widgets/operation/use-error-text.ts'
import type { OperationState } from './use-operation.ts'

/** Shown from here on: a shorter wait needs no words. */
const patienceMs = 1_000

export interface OperationFeedbackProps {
  operation: Pick<OperationState<OperationName>, 'busy' | 'error' | 'job' | 'cancel' | 'clearError'>
  /** Without it there is nothing to cancel. */
  cancellable?: boolean
  /** Fields of the form: an error at one of them is shown there, not here. */
  fields?: readonly string[]
}

/** How far an operation has come, with cancel; then, if it failed, why: our sentence, and libvirt's own words. */
export function OperationFeedback({ operation, cancellable = false, fields = [] }: OperationFeedbackProps) {
  const t = useTranslations('operation')
  const errorText = useErrorText()
  const { error } = operation
  if (error && !(error.field && fields.includes(error.field))) {
    return (
      <Callout
        kind="error"
        title={errorText(error)}
        actions={<Button onClick={operation.clearError}>{t('dismiss')}</Button>}
      >
        {error.detail && <code className="text-xs break-all whitespace-pre-wrap">{error.detail}</code>}
      </Callout>
    )
  }
  return operation.busy ? <Running operation={operation} cancellable={cancellable} /> : null
}

function Running({
  operation: { job, cancel },
  cancellable,
}: Pick<OperationFeedbackProps, 'operation' | 'cancellable'>) {
  const t = useTranslations('operation')
  const now = useNow(500)
  if (!job || now - job.startedAt < patienceMs) return null
  const { progress } = job
  const seconds = Math.round((now - job.startedAt) / 1000)
  return (
    <div role="status" className="flex items-center gap-3 px-1 text-xs text-muted" data-testid="operation-progress">
      <Progress value={progress?.total ? progress.done / progress.total : null} label={t('progress')} />
      <span className="whitespace-nowrap tabular-nums">
        {progress?.unit === 'bytes' &&
          `${formatBytes(progress.done)}${progress.total ? ` / ${formatBytes(progress.total)}` : ''} · `}
        {t('seconds', { seconds })}
      </span>
      {cancellable && (
        <Button onClick={cancel} disabled={job.cancelling}>
          {job.cancelling ? t('cancelling') : t('cancel')}
        </Button>
      )}
    </div>
  )
}
