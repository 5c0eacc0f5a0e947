'use client'

import { createTwoFilesPatch } from 'diff'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Spinner } from '#app/_ui/spinner.tsx'
import { defineXmlCommand } from '#lib/virt/commands/hardware-commands.ts'
import { placeOf } from '#lib/virt/xml/edit-read.ts'
import { XmlDocument } from '#lib/virt/xml/edit.ts'
import { XmlPatch } from '../history/xml-patch.tsx'
import { useErrorText } from '../operation/use-error-text.ts'
import { useOperation } from '../operation/use-operation.ts'
import { checkXml } from '../xml/check-xml.ts'
import { XmlEditor } from '../xml/xml-editor.tsx'
import { findDevice } from './device-list.ts'
import { PanelFrame } from './device-panel.tsx'
import type { PanelProps } from './panels.tsx'
import { useEditableXml } from './use-editable-xml.ts'

interface Typed {
  text: string
  /** The part of the XML that it was made from. */
  base: string
}

/** The XML of a device, or of the whole VM for what is no device; edited in place, so that all the rest stays as it is. */
export function XmlPanel({ domain, item }: PanelProps) {
  const t = useTranslations('hardware.xml')
  const errorText = useErrorText()
  const xmls = useEditableXml(domain)
  const operation = useOperation('vm-define-xml')
  const [typed, setTyped] = useState<Typed | null>(null)
  const whole = xmls?.inactive ?? xmls?.live ?? null
  const part = useMemo(
    () => (whole === null ? null : partOf(whole, item.element === null ? null : item.id)),
    [whole, item],
  )

  if (!xmls) return <Spinner />
  if (!whole || !part) return <p className="text-sm text-muted">{t('notKept')}</p>
  const text = typed?.text ?? part.text
  const dirty = typed !== null && typed.text !== part.text
  const stale = typed !== null && dirty && typed.base !== part.text
  const malformed = dirty ? checkXml(text).problem : null
  const next = !dirty || malformed ? null : part.replace(text)
  const { error } = operation
  const line = Number(error?.params.line ?? 0)
  const problem = malformed
    ? { line: malformed.line, words: malformed.words }
    : error && line > 0
      ? { line: Math.max(1, line - part.line + 1), words: errorText(error) }
      : null

  const apply = async (base: string | undefined) => {
    if (next !== null && (await operation.run({ vm: domain.name, xml: next, base }))) setTyped(null)
  }
  const revert = () => {
    setTyped(null)
    operation.clearError()
  }
  return (
    <PanelFrame
      title={item.element === null ? t('whole', { name: domain.name }) : t('device')}
      dirty={dirty}
      command={next === null ? null : defineXmlCommand({ xml: next })}
      operation={operation}
      onApply={domain.persistent ? () => void apply(whole) : undefined}
      onRevert={revert}
      takesEffect={domain.liveXml ? 'next' : 'now'}
      pending={
        <>
          {!domain.persistent && <Callout kind="info">{t('transient')}</Callout>}
          {domain.persistent && domain.liveXml && <Callout kind="info">{t('running')}</Callout>}
          {stale && (
            <Callout
              kind="warning"
              title={t('changedMeanwhile')}
              actions={
                <>
                  <Button onClick={revert}>{t('takeTheirs')}</Button>
                  <Button onClick={() => setTyped({ text, base: part.text })}>{t('keepMine')}</Button>
                </>
              }
            >
              <XmlPatch patch={createTwoFilesPatch(t('before'), '', typed.base, part.text)} />
            </Callout>
          )}
        </>
      }
    >
      <XmlEditor
        aria-label={t('editor')}
        xml={text}
        readOnly={!domain.persistent}
        onXml={(value) => {
          if (value === text) return
          setTyped({ text: value, base: typed?.base ?? part.text })
          if (operation.error) operation.clearError()
        }}
        problem={problem}
      />
      <p role="status" className="min-h-4 text-xs text-bad" data-testid="xml-problem">
        {malformed && t('malformed', { line: malformed.line, words: malformed.words })}
      </p>
      {dirty && !stale && (
        <details className="text-sm">
          <summary className="text-xs text-muted">{t('whatChanges')}</summary>
          <XmlPatch patch={createTwoFilesPatch(t('before'), '', part.text, text)} />
        </details>
      )}
    </PanelFrame>
  )
}

interface Part {
  text: string
  /** Line of the whole XML that it begins in. */
  line: number
  /** The whole XML with another text in its place; as it is if that is no element. */
  replace: (text: string) => string
}

function partOf(whole: string, device: string | null): Part | null {
  if (device === null) return { text: whole, line: 1, replace: (text) => text }
  const element = findDevice(new XmlDocument(whole).root, device)
  if (!element) return null
  return {
    text: element.toString(),
    line: placeOf(whole, element.offset).line,
    replace(text) {
      const document = new XmlDocument(whole)
      findDevice(document.root, device)?.replaceWith(text)
      return document.toString()
    },
  }
}
