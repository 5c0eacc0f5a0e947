'use client'

import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Toast as Radix } from 'radix-ui'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'

export interface ToastMessage {
  kind?: 'info' | 'good' | 'error'
  title: string
  text?: string
  /** One thing to do about it, such as to take it back. Then it stays longer. */
  action?: { label: string; onSelect: () => void }
}

const Context = createContext<(message: ToastMessage) => void>(() => {})

/** `toast({ title })`: a short message that goes away by itself. What a person must act on belongs to its place instead. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(Context)
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('common')
  const [shown, setShown] = useState<(ToastMessage & { id: number })[]>([])
  const toast = useCallback((message: ToastMessage) => {
    setShown((all) => [...all.slice(-2), { ...message, id: (all.at(-1)?.id ?? 0) + 1 }])
  }, [])
  const close = useCallback((id: number) => setShown((all) => all.filter((one) => one.id !== id)), [])
  const list = useMemo(() => shown, [shown])
  return (
    <Context.Provider value={toast}>
      <Radix.Provider label={t('notification')} duration={6000}>
        {children}
        {list.map((message) => (
          <ToastCard key={message.id} message={message} closeLabel={t('close')} onClose={() => close(message.id)} />
        ))}
        <Radix.Viewport className="fixed right-4 bottom-4 z-50 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none" />
      </Radix.Provider>
    </Context.Provider>
  )
}

const icons = {
  info: <Info size={16} className="mt-0.5 shrink-0 text-accent" />,
  good: <CircleCheck size={16} className="mt-0.5 shrink-0 text-good" />,
  error: <CircleAlert size={16} className="mt-0.5 shrink-0 text-bad" />,
}

function ToastCard({
  message,
  closeLabel,
  onClose,
}: {
  message: ToastMessage
  closeLabel: string
  onClose: () => void
}) {
  return (
    <Radix.Root
      duration={message.action ? 15_000 : undefined}
      onOpenChange={(open) => open || onClose()}
      className="flex gap-2.5 rounded-md border border-line bg-raised p-3 text-sm shadow-pop"
    >
      {icons[message.kind ?? 'info']}
      <div className="min-w-0 flex-1">
        <Radix.Title className="font-medium">{message.title}</Radix.Title>
        {message.text && (
          <Radix.Description className="mt-0.5 break-words text-muted">{message.text}</Radix.Description>
        )}
        {message.action && (
          <Radix.Action asChild altText={message.action.label} onClick={message.action.onSelect}>
            <Button className="mt-2">{message.action.label}</Button>
          </Radix.Action>
        )}
      </div>
      <Radix.Close asChild>
        <IconButton label={closeLabel} icon={<X size={14} />} className="-mt-1 -mr-1" />
      </Radix.Close>
    </Radix.Root>
  )
}
