'use client'

import { MessageSquare } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { TextArea } from '#app/_ui/text-area.tsx'
import { useTimeZone } from '#app/_ui/use-time-zone.ts'
import type { MessageView } from '#lib/gateway/protocol.ts'
import { markReadAction, sendMessageAction } from './actions.ts'
import { useThread } from './use-help.ts'
import { useHelpAction } from './use-help-action.ts'

/** On a page with the lab's live state. */
export function MessageCards() {
  return <UnreadMessages thread={useThread()} />
}

/** What staff wrote and the student has not read: a card that stays until it is. `onRead`: for a page without live state. */
export function UnreadMessages({ thread, onRead }: { thread: MessageView[]; onRead?: () => void }) {
  const t = useTranslations('help.message')
  const format = useFormatter()
  const timeZone = useTimeZone()
  const unread = thread.filter(({ fromStudent, read }) => !fromStudent && !read)
  const [answering, setAnswering] = useState(false)
  const [text, setText] = useState('')
  const { busy, error, run } = useHelpAction()
  const stopAnswering = () => {
    setAnswering(false)
    setText('')
  }
  const answer = async () => {
    if (!(await run(() => sendMessageAction(text)))) return
    stopAnswering()
    onRead?.()
  }
  const markAsRead = async () => {
    if (await run(() => markReadAction())) onRead?.()
  }
  return (
    <div
      role="log"
      aria-label={t('unread')}
      className="pointer-events-none fixed right-4 bottom-4 z-30 w-88 max-w-[calc(100vw-2rem)]"
    >
      {unread.length > 0 && (
        <section
          className="pointer-events-auto rounded-lg border border-line-strong bg-raised shadow-pop"
          data-testid="message-card"
        >
          <ul className="scroll-thin max-h-72 divide-y divide-line overflow-y-auto">
            {unread.map(({ id, at, fromName, text: words }) => (
              <li key={id} className="px-4 py-3 text-sm">
                <p className="flex items-center gap-2 text-xs text-muted">
                  <MessageSquare size={14} className="text-accent" aria-hidden />
                  <span className="min-w-0 flex-1 truncate font-medium text-text">{fromName}</span>
                  <time>{format.dateTime(at, { dateStyle: 'short', timeStyle: 'short', timeZone })}</time>
                </p>
                <p className="mt-1 break-words whitespace-pre-wrap">{words}</p>
              </li>
            ))}
          </ul>
          <form
            className="space-y-2 border-t border-line px-4 py-3"
            onSubmit={(event) => {
              event.preventDefault()
              void answer()
            }}
          >
            {answering && (
              <TextArea
                aria-label={t('answer')}
                autoFocus
                rows={2}
                maxLength={1000}
                value={text}
                onValueChange={setText}
              />
            )}
            {error && <p className="text-xs text-bad">{error}</p>}
            <div className="flex justify-end gap-2">
              {answering ? (
                <>
                  <Button onClick={stopAnswering}>{t('cancel')}</Button>
                  <Button kind="primary" type="submit" busy={busy} disabled={text.trim() === ''}>
                    {t('send')}
                  </Button>
                </>
              ) : (
                <>
                  <Button onClick={() => setAnswering(true)}>{t('answer')}</Button>
                  <Button kind="primary" busy={busy} onClick={() => void markAsRead()}>
                    {t('read')}
                  </Button>
                </>
              )}
            </div>
          </form>
        </section>
      )}
    </div>
  )
}
