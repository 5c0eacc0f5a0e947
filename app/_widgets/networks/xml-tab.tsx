'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { useOperation } from '../operation/use-operation.ts'
import { checkXml } from '../xml/check-xml.ts'
import { XmlEditor } from '../xml/xml-editor.tsx'
import type { NetworkPanelProps } from './network-panel.tsx'
import { RedefineForm } from './redefine-form.tsx'

/** The persistent XML, to be edited; beside it what runs, where that differs. */
export function XmlTab({ network }: NetworkPanelProps) {
  const t = useTranslations('networks.xml')
  const operation = useOperation('network-define')
  const [typed, setTyped] = useState<string | null>(null)
  const kept = network.inactiveXml
  if (kept === null) {
    return (
      <>
        <Callout kind="info">{t('transient')}</Callout>
        <XmlEditor aria-label={t('editor')} xml={network.xml} readOnly onXml={() => {}} problem={null} />
      </>
    )
  }
  const text = typed ?? kept
  const dirty = text !== kept
  const problem = dirty ? checkXml(text).problem : null
  const drop = () => {
    setTyped(null)
    operation.clearError()
  }
  return (
    <>
      <XmlEditor
        aria-label={t('editor')}
        xml={text}
        onXml={(next) => {
          if (next === text) return
          setTyped(next)
          if (operation.error) operation.clearError()
        }}
        problem={problem}
      />
      <p role="status" className="min-h-4 text-xs text-bad">
        {problem && t('malformed', { line: problem.line, words: problem.words })}
      </p>
      {dirty && <Button onClick={drop}>{t('revert')}</Button>}
      {dirty && !problem && <RedefineForm network={network} xml={text} operation={operation} onDone={drop} />}
    </>
  )
}
