'use client'

import type RFB from '@novnc/novnc'
import { ClipboardType } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover as Radix } from 'radix-ui'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { CopyButton } from '#app/_ui/copy-button.tsx'
import { Field } from '#app/_ui/field.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { Progress } from '#app/_ui/progress.tsx'
import { TextArea } from '#app/_ui/text-area.tsx'
import { typeKeys } from './type-text.ts'
import { keystrokesOf } from './us-keyboard.ts'

export interface TextPanelProps {
  rfb: RefObject<RFB | null>
  connected: boolean
  /** What the guest copied last, if it tells. */
  guestClipboard: string | null
}

const maxLength = 1000

/** Text into the VM: typed key by key, which every guest understands, or onto its clipboard, which needs an agent in it. */
export function TextPanel({ rfb, connected, guestClipboard }: TextPanelProps) {
  const t = useTranslations('console')
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [typed, setTyped] = useState<number | null>(null)
  const typing = useRef<AbortController | null>(null)
  const { strokes, untypable } = keystrokesOf(text)

  useEffect(() => {
    if (!connected) typing.current?.abort()
  }, [connected])
  useEffect(() => () => typing.current?.abort(), [])

  const type = async () => {
    if (!rfb.current) return
    const mine = new AbortController()
    typing.current = mine
    setTyped(0)
    await typeKeys(rfb.current, strokes, { signal: mine.signal, onTyped: setTyped })
    setTyped(null)
  }

  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <IconButton label={t('text.open')} icon={<ClipboardType size={15} />} disabled={!connected} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t('text.open')}
          className="z-50 flex w-96 max-w-[calc(100vw-1rem)] flex-col gap-3 rounded-md border border-line bg-raised p-3 shadow-pop"
        >
          <Field
            label={t('text.label')}
            hint={t('text.hint')}
            error={untypable.length > 0 && t('text.untypable', { characters: untypable.slice(0, 8).join(' ') })}
          >
            <TextArea
              value={text}
              maxLength={maxLength}
              readOnly={typed !== null}
              onValueChange={setText}
              className="font-mono text-xs"
            />
          </Field>
          <div className="flex flex-wrap items-center gap-2">
            {typed === null ? (
              <Button
                kind="primary"
                disabled={strokes.length === 0 || untypable.length > 0}
                onClick={() => void type()}
              >
                {t('text.type')}
              </Button>
            ) : (
              <Button onClick={() => typing.current?.abort()}>{t('text.stop')}</Button>
            )}
            <Button disabled={text === ''} onClick={() => rfb.current?.clipboardPasteFrom(text)}>
              {t('text.paste')}
            </Button>
            {typed !== null && <Progress value={typed / strokes.length} label={t('text.typing')} />}
          </div>
          <p className="text-xs text-muted">{t('text.agent')}</p>
          {guestClipboard !== null && (
            <div className="border-t border-line pt-2">
              <div className="flex items-center">
                <h3 className="flex-1 text-xs font-medium">{t('text.fromVm')}</h3>
                <CopyButton text={guestClipboard} label={t('text.copy')} />
              </div>
              <pre
                tabIndex={0}
                className="scroll-thin max-h-24 overflow-auto font-mono text-xs whitespace-pre-wrap break-all"
              >
                {guestClipboard}
              </pre>
            </div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
