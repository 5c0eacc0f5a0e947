'use client'

import { Clock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { Button } from '#app/_ui/button.tsx'
import type { OperationName } from '#lib/labs/operations/catalogue.ts'
import type { Command } from '#lib/virt/commands/command.ts'
import { OperationEcho } from '../operation/operation-echo.tsx'
import { OperationFeedback } from '../operation/operation-feedback.tsx'
import type { OperationState } from '../operation/use-operation.ts'

export interface PanelFrameProps {
  title: ReactNode
  icon?: ReactNode
  /** Something was typed or chosen that is not applied. */
  dirty: boolean
  /** What Apply does; null while there is nothing to do or what is typed cannot be done: then Apply is off. */
  command: Command | null
  /** None for a panel that only shows. */
  operation?: Pick<OperationState<OperationName>, 'busy' | 'error' | 'job' | 'cancel' | 'clearError'>
  /** Fields of the form that show their own errors. */
  fields?: readonly string[]
  onApply?: () => void
  onRevert?: () => void
  /** When what is applied takes effect: now, from the next start on, or now as far as it can be. Null says nothing. */
  takesEffect?: 'now' | 'next' | 'both' | null
  /** Anything to be said above the form: a change that waits, a change made in the terminal meanwhile. */
  pending?: ReactNode
  children: ReactNode
  /** Further buttons, at the bottom left: Remove… */
  actions?: ReactNode
}

/** The frame of every panel: title, form, the command, and Apply and Revert at the bottom right as in virt-manager. */
export function PanelFrame({
  title,
  icon,
  dirty,
  command,
  operation,
  fields,
  onApply,
  onRevert,
  takesEffect = null,
  pending,
  children,
  actions,
}: PanelFrameProps) {
  const t = useTranslations('hardware.panel')
  const id = useId()
  return (
    <form
      aria-labelledby={id}
      className="flex min-w-0 flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (dirty && command && !operation?.busy) onApply?.()
      }}
    >
      <h3 id={id} className="flex h-8 items-center gap-2 text-sm font-semibold">
        {icon}
        {title}
      </h3>
      {pending}
      <div className="flex min-w-0 flex-col gap-3">{children}</div>
      {operation && <OperationFeedback operation={operation} fields={fields} />}
      {command && command.length > 0 && <OperationEcho command={command} />}
      {(onApply || actions) && (
        <div className="flex flex-wrap items-center gap-2 border-t border-line pt-3">
          {actions}
          <span className="min-w-0 flex-1 text-xs text-muted" aria-live="polite">
            {dirty && takesEffect && t(`takesEffect.${takesEffect}`)}
          </span>
          {onApply && (
            <>
              <Button onClick={onRevert} disabled={!dirty || operation?.busy}>
                {t('revert')}
              </Button>
              <Button kind="primary" type="submit" disabled={!dirty || !command} busy={operation?.busy}>
                {t('apply')}
              </Button>
            </>
          )}
        </div>
      )}
    </form>
  )
}

/** Beside a control whose value now and from the next start on differ: both, as text. */
export function PendingValue({ now, next }: { now: ReactNode; next: ReactNode }) {
  const t = useTranslations('hardware.panel')
  return (
    <p className="flex items-start gap-1 text-xs text-accent" data-testid="pending-value">
      <Clock size={13} className="mt-0.5 shrink-0" aria-hidden />
      <span>{t.rich('pendingValue', { now: () => <b>{now}</b>, next: () => <b>{next}</b> })}</span>
    </p>
  )
}
