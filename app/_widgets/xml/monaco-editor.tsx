'use client'

import Editor from '@monaco-editor/react'
import { useEffect, useState } from 'react'
import { monaco, monacoOptions, useMonacoTheme } from './monaco.ts'

export interface MonacoEditorProps {
  xml: string
  onXml: (xml: string) => void
  /** What is wrong, and in which line from 1. */
  problem: { line: number; words: string } | null
  'aria-label': string
  readOnly?: boolean
}

type Instance = monaco.editor.IStandaloneCodeEditor

export function MonacoEditor({ xml, onXml, problem, readOnly = false, 'aria-label': label }: MonacoEditorProps) {
  const theme = useMonacoTheme()
  const [editor, setEditor] = useState<Instance | null>(null)
  const { line, words } = problem ?? {}
  useEffect(() => {
    const model = editor?.getModel()
    if (!editor || !model) return
    if (line === undefined || words === undefined) {
      monaco.editor.setModelMarkers(model, 'virtlab', [])
      return
    }
    const at = Math.min(line, model.getLineCount())
    const severity = monaco.MarkerSeverity.Error
    const range = {
      startLineNumber: at,
      startColumn: model.getLineFirstNonWhitespaceColumn(at) || 1,
      endLineNumber: at,
      endColumn: model.getLineMaxColumn(at),
    }
    monaco.editor.setModelMarkers(model, 'virtlab', [{ ...range, severity, message: words }])
    const decorations = editor.createDecorationsCollection([
      {
        range,
        options: { isWholeLine: true, className: 'bg-bad-soft', linesDecorationsClassName: 'border-l-3 border-bad' },
      },
    ])
    editor.revealLineInCenterIfOutsideViewport(at)
    return () => decorations.clear()
  }, [editor, line, words])
  return (
    <Editor
      value={xml}
      onChange={(value) => onXml(value ?? '')}
      onMount={setEditor}
      language="xml"
      theme={theme}
      options={{
        ...monacoOptions,
        readOnly,
        ariaLabel: label,
        renderLineHighlight: 'line',
        glyphMargin: false,
        tabSize: 2,
      }}
    />
  )
}
