'use client'

import { Send } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { TextArea } from '#app/_ui/text-area.tsx'
import { useTimeZone } from '#app/_ui/use-time-zone.ts'
import { markReadAction, sendMessageAction } from './actions.ts'
import { useThread } from './use-help.ts'
import { useHelpAction } from './use-help-action.ts'

/** What staff and the student wrote to each other, for staff; what the student wrote counts as read here. */
export function Thread({ studentId, name }: { studentId: string; name: string }) {
  const t = useTranslations('help.message')
  const format = useFormatter()
  const timeZone = useTimeZone()
  const thread = useThread()
  const [text, setText] = useState('')
  const { busy, error, run } = useHelpAction()
  const list = useRef<HTMLOListElement>(null)
  const unread = thread.some(({ fromStudent, read }) => fromStudent && !read)
  useEffect(() => {
    if (unread) void markReadAction(studentId)
  }, [unread, studentId])
  useEffect(() => {
    if (thread.length > 0) list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [thread.length])
  return (
    <section aria-label={t('thread')} className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{t('thread')}</h3>
      {thread.length > 0 && (
        <ol
          ref={list}
          tabIndex={0}
          aria-label={t('thread')}
          className="scroll-thin max-h-60 space-y-1.5 overflow-y-auto text-sm"
        >
          {thread.map(({ id, at, fromName, fromStudent, text: words, read }) => (
            <li
              key={id}
              className={classNames('rounded-md px-2.5 py-1.5', fromStudent ? 'bg-accent-soft' : 'bg-sunken')}
            >
              <p className="flex gap-2 text-xs text-muted">
                <span className="min-w-0 flex-1 truncate">{fromName}</span>
                <time>{format.dateTime(at, { dateStyle: 'short', timeStyle: 'short', timeZone })}</time>
              </p>
              <p className="break-words whitespace-pre-wrap">{words}</p>
              {!fromStudent && <p className="text-right text-xs text-muted">{t(read ? 'wasRead' : 'notRead')}</p>}
            </li>
          ))}
        </ol>
      )}
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          void run(() => sendMessageAction(text, studentId)).then((sent) => sent && setText(''))
        }}
      >
        <TextArea
          aria-label={t('to', { name })}
          placeholder={t('to', { name })}
          rows={2}
          maxLength={1000}
          value={text}
          onValueChange={setText}
        />
        {error && <p className="text-xs text-bad">{error}</p>}
        <Button type="submit" className="self-end" icon={<Send size={14} />} busy={busy} disabled={text.trim() === ''}>
          {t('send')}
        </Button>
      </form>
    </section>
  )
}
