'use client'

import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Tooltip, type TooltipProps } from './tooltip.tsx'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** Its name, read out and shown as the tooltip. */
  label: string
  icon: ReactNode
  side?: TooltipProps['side']
  /** Does nothing now, but can be reached, so that the tooltip says why: put the reason into the label. */
  unavailable?: boolean
}

/** A square button of 28 px with an icon only. */
export function IconButton({ label, icon, side, className, unavailable = false, onClick, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} side={side}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        aria-disabled={unavailable || undefined}
        onClick={unavailable ? undefined : onClick}
        className={classNames(
          'inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted',
          'aria-pressed:bg-pressed aria-pressed:text-text disabled:cursor-not-allowed disabled:opacity-50',
          unavailable
            ? 'cursor-not-allowed opacity-50'
            : 'enabled:hover:bg-hover enabled:hover:text-text enabled:active:bg-pressed',
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
