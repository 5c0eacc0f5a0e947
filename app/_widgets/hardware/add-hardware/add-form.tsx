'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { Button } from '#app/_ui/button.tsx'
import type { OperationName } from '#lib/labs/operations/catalogue.ts'
import type { Command } from '#lib/virt/commands/command.ts'
import { OperationEcho } from '../../operation/operation-echo.tsx'
import { OperationFeedback } from '../../operation/operation-feedback.tsx'
import type { OperationState } from '../../operation/use-operation.ts'

export interface AddFormProps {
  title: string
  command: Command
  operation: Pick<OperationState<OperationName>, 'busy' | 'error' | 'job' | 'cancel' | 'clearError'>
  fields: readonly string[]
  /** Nothing is wrong with what was typed. */
  ready: boolean
  onAdd: () => void
  onCancel: () => void
  /** Below an error of the operation: what can be done about it. */
  remedy?: ReactNode
  children: ReactNode
}

/** One kind's form in the Add Hardware dialog: fields, command, Cancel and Add. */
export function AddForm({ title, command, operation, fields, ready, onAdd, onCancel, remedy, children }: AddFormProps) {
  const t = useTranslations('devices.add')
  const common = useTranslations('common')
  const id = useId()
  return (
    <form
      aria-labelledby={id}
      className="flex min-h-0 min-w-0 flex-1 flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && !operation.busy) onAdd()
      }}
    >
      <h3 id={id} className="text-sm font-semibold">
        {title}
      </h3>
      <div className="flex min-w-0 flex-1 flex-col gap-3">{children}</div>
      <OperationFeedback operation={operation} fields={fields} />
      {operation.error && remedy}
      {/* A long form goes by above it: what it will do and the buttons stay in sight. */}
      <div className="sticky -bottom-4 -mb-4 flex flex-col gap-3 border-t border-line bg-surface py-3">
        <OperationEcho command={command} />
        <div className="flex justify-end gap-2">
          <Button onClick={onCancel}>{common('cancel')}</Button>
          <Button kind="primary" type="submit" disabled={!ready} busy={operation.busy}>
            {t('do')}
          </Button>
        </div>
      </div>
    </form>
  )
}
