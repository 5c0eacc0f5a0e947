import { CircleAlert, CircleCheck, Info, Lightbulb, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type CalloutKind = 'info' | 'tip' | 'good' | 'warning' | 'error'

const looks = {
  info: { icon: Info, frame: 'border-accent bg-accent-soft', ink: 'text-accent' },
  tip: { icon: Lightbulb, frame: 'border-accent bg-accent-soft', ink: 'text-accent' },
  good: { icon: CircleCheck, frame: 'border-good bg-good-soft', ink: 'text-good' },
  warning: { icon: TriangleAlert, frame: 'border-warn bg-warn-soft', ink: 'text-warn' },
  error: { icon: CircleAlert, frame: 'border-bad bg-bad-soft', ink: 'text-bad' },
}

export interface CalloutProps {
  kind?: CalloutKind
  title?: ReactNode
  children?: ReactNode
  /** Buttons: what to do now. */
  actions?: ReactNode
  className?: string
}

/** A message in the flow of the page: what happened, why, what to do. */
export function Callout({ kind = 'info', title, children, actions, className }: CalloutProps) {
  const { icon: Icon, frame, ink } = looks[kind]
  return (
    <div
      role={kind === 'error' ? 'alert' : 'note'}
      className={classNames('flex gap-2.5 rounded-sm border-l-3 px-3 py-2.5 text-sm', frame, className)}
    >
      <Icon size={16} className={classNames('mt-0.5 shrink-0', ink)} aria-hidden />
      <div className="min-w-0 flex-1 space-y-1">
        {title && <div className="font-semibold">{title}</div>}
        {children && <div className="break-words">{children}</div>}
        {actions && <div className="flex flex-wrap gap-2 pt-1.5">{actions}</div>}
      </div>
    </div>
  )
}
