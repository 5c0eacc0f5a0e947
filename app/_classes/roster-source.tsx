'use client'

import { FileUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { Field } from '#app/_ui/field.tsx'
import { TextArea } from '#app/_ui/text-area.tsx'
import { decodeRoster } from '#lib/classes/roster/decode-roster.ts'
import { type ParsedRoster, parseRoster } from '#lib/classes/roster/parse-roster.ts'
import { rosterLimit } from '#lib/classes/roster/roster-row.ts'

interface RosterSourceProps {
  text: string
  onText: (text: string) => void
  busy: boolean
  onRead: (roster: ParsedRoster) => void
}

const largest = 2 * 1024 * 1024

/** Where the list comes from: pasted, or a file that is chosen or dropped. */
export function RosterSource({ text, onText, busy, onRead }: RosterSourceProps) {
  const t = useTranslations('roster')
  const chooser = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const read = (content: string) => {
    const roster = parseRoster(content)
    if (roster.rows.length === 0) return setProblem(t('source.empty'))
    if (roster.rows.length > rosterLimit)
      return setProblem(t('source.long', { most: rosterLimit, count: roster.rows.length }))
    setProblem(null)
    return onRead(roster)
  }
  const readFile = async (file: File | undefined) => {
    if (!file) return
    if (file.size > largest) return setProblem(t('source.large'))
    const decoded = decodeRoster(new Uint8Array(await file.arrayBuffer()))
    if ('problem' in decoded) return setProblem(t(`source.${decoded.problem}`))
    onText(decoded.text)
    return read(decoded.text)
  }
  return (
    <div
      className={classNames(
        'max-w-3xl space-y-4 rounded-lg border p-4',
        over ? 'border-accent bg-accent-soft' : 'border-line bg-surface',
      )}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget as Node) || setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void readFile(event.dataTransfer.files[0])
      }}
    >
      <Field label={t('source.label')} hint={t('source.hint', { most: rosterLimit })}>
        <TextArea
          rows={10}
          value={text}
          onValueChange={onText}
          placeholder={t('source.example')}
          spellCheck={false}
          className="font-mono"
        />
      </Field>
      {problem && <Callout kind="error">{problem}</Callout>}
      <div className="flex flex-wrap items-center gap-2">
        <Button kind="primary" busy={busy} disabled={text.trim() === ''} onClick={() => read(text)}>
          {t('source.preview')}
        </Button>
        <Button icon={<FileUp size={15} />} onClick={() => chooser.current?.click()}>
          {t('source.file')}
        </Button>
        <span className="text-sm text-muted">{t('source.drop')}</span>
        <input
          ref={chooser}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          className="sr-only"
          tabIndex={-1}
          aria-label={t('source.file')}
          onChange={(event) => {
            void readFile(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </div>
    </div>
  )
}
