'use client'

import dynamic from 'next/dynamic'
import { Spinner } from '#app/_ui/spinner.tsx'
import type { MonacoEditorProps } from './monaco-editor.tsx'

const MonacoEditor = dynamic(() => import('./monaco-editor.tsx').then((module) => module.MonacoEditor), {
  ssr: false,
  loading: () => (
    <div className="flex h-full items-center justify-center">
      <Spinner />
    </div>
  ),
})

/** XML to be written, with what is wrong with it shown at its line. */
export function XmlEditor(props: MonacoEditorProps) {
  return (
    <div className="h-[28rem] overflow-hidden rounded-md border border-line" data-testid="xml-editor">
      <MonacoEditor {...props} />
    </div>
  )
}
