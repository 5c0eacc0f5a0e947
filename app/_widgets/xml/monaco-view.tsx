'use client'

import Editor from '@monaco-editor/react'
import { monacoOptions, useMonacoTheme } from './monaco.ts'

export function MonacoView({ xml }: { xml: string }) {
  const theme = useMonacoTheme()
  return (
    <Editor
      value={xml}
      language="xml"
      theme={theme}
      options={{ ...monacoOptions, readOnly: true, domReadOnly: true }}
    />
  )
}
