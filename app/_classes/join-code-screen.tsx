'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog } from 'radix-ui'
import { useEffect, useRef } from 'react'
import { Button } from '#app/_ui/button.tsx'

interface JoinCodeScreenProps {
  className: string
  code: string
  address: string
  onClose: () => void
}

/** The address and the code for a whole room to read, on the whole screen if the browser lets it. Escape ends it. */
export function JoinCodeScreen({ className, code, address, onClose }: JoinCodeScreenProps) {
  const t = useTranslations('joining')
  const screen = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = screen.current
    // Refused in a frame, or where the browser has none: then it fills the window.
    element?.requestFullscreen?.().catch(() => {})
    // Escape leaves the full screen before any key reaches the page.
    const ended = () => document.fullscreenElement === null && onClose()
    document.addEventListener('fullscreenchange', ended)
    return () => {
      document.removeEventListener('fullscreenchange', ended)
      if (document.fullscreenElement === element) void document.exitFullscreen().catch(() => {})
    }
  }, [onClose])
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Content
          ref={screen}
          aria-describedby={undefined}
          className="fixed inset-0 z-50 flex flex-col items-center justify-center gap-[4vh] bg-page p-[4vw] text-center text-text outline-none"
        >
          <Dialog.Title className="text-[min(5vw,7vh)] leading-tight font-semibold text-balance">
            {className}
          </Dialog.Title>
          <p className="font-mono text-[min(4vw,6vh)] break-all text-muted">{address.replace(/^https?:\/\//, '')}</p>
          <p className="text-[min(2vw,3vh)] text-muted">{t('typeCode')}</p>
          <p className="font-mono text-[min(13vw,24vh)] leading-none font-bold tracking-wide whitespace-nowrap">
            {code}
          </p>
          <Dialog.Close asChild>
            <Button kind="quiet" icon={<X size={15} />} className="absolute top-4 right-4">
              {t('endScreen')}
            </Button>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
