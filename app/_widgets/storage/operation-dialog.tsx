'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Dialog, type DialogProps } from '#app/_ui/dialog.tsx'
import type { Command } from '#lib/virt/commands/command.ts'
import { OperationEcho } from '../operation/operation-echo.tsx'
import { OperationFeedback, type OperationFeedbackProps } from '../operation/operation-feedback.tsx'

export interface OperationDialogProps extends Pick<OperationFeedbackProps, 'operation' | 'cancellable' | 'fields'> {
  title: ReactNode
  description?: ReactNode
  size?: DialogProps['size']
  command: Command | null
  submit: string
  danger?: boolean
  /** It cannot be done now; the form says why. */
  blocked?: boolean
  onSubmit: () => void
  onClose: () => void
  children?: ReactNode
}

/** A form for one operation: what goes wrong stands under it, then the command that it is. Enter sends it. */
export function OperationDialog(props: OperationDialogProps) {
  const {
    title,
    description,
    size = 'medium',
    operation,
    cancellable,
    fields,
    command,
    submit,
    danger,
    blocked,
  } = props
  const common = useTranslations('common')
  const form = useId()
  return (
    <Dialog
      open
      onOpenChange={(open) => open || operation.busy || props.onClose()}
      dismissible={!operation.busy}
      title={title}
      description={description}
      size={size}
      footer={
        <>
          <Button onClick={props.onClose} disabled={operation.busy}>
            {common('cancel')}
          </Button>
          <Button
            type="submit"
            form={form}
            kind={danger ? 'danger' : 'primary'}
            busy={operation.busy}
            disabled={blocked}
          >
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        className="space-y-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (!operation.busy && !blocked) props.onSubmit()
        }}
      >
        {props.children}
        <OperationFeedback operation={operation} cancellable={cancellable} fields={fields} />
        {command && <OperationEcho command={command} />}
      </form>
    </Dialog>
  )
}
