'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useRef } from 'react'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'

export interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  description?: ReactNode
  children: ReactNode
  /** Buttons at the bottom right, the main one last. */
  footer?: ReactNode
  size?: 'small' | 'medium' | 'large'
  /** false: only its own buttons close it. */
  dismissible?: boolean
}

const widths = { small: 'max-w-md', medium: 'max-w-2xl', large: 'max-w-4xl' }

/** Not its first button: that one's tooltip would come up, and take the first Escape. */
function focusItself(event: Event): void {
  event.preventDefault()
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
}

/** A modal window with the focus kept inside; Escape closes it and gives the focus back. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = 'small',
  dismissible = true,
}: DialogProps) {
  const t = useTranslations('common')
  const opener = useRef<Element | null>(null)
  const wasOpen = useRef(false)
  // Before a field with autoFocus takes the focus: then Radix does not ask for it any more.
  if (open && !wasOpen.current && typeof document !== 'undefined') opener.current = document.activeElement
  wasOpen.current = open
  const keep = dismissible ? undefined : (event: Event) => event.preventDefault()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <Radix.Content
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement
            focusItself(event)
          }}
          onCloseAutoFocus={(event) => {
            // Radix gives it to the dialog's own trigger only; ours have none.
            event.preventDefault()
            if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus()
          }}
          onEscapeKeyDown={keep}
          onInteractOutside={keep}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={classNames(
            'fixed top-1/2 left-1/2 z-40 flex max-h-[90dvh] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col',
            'rounded-lg border border-line bg-surface shadow-pop outline-none',
            widths[size],
          )}
        >
          <div className="flex items-start gap-3 border-b border-line py-2.5 pr-2.5 pl-4">
            <div className="min-w-0 flex-1 py-0.5">
              <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-0.5 text-sm text-muted">{description}</Radix.Description>
              )}
            </div>
            {dismissible && (
              <Radix.Close asChild>
                <IconButton label={t('close')} icon={<X size={16} />} />
              </Radix.Close>
            )}
          </div>
          <div className="scroll-thin min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
          {footer && <div className="flex justify-end gap-2 border-t border-line px-4 py-3">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
