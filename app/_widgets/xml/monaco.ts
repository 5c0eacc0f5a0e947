'use client'

import { loader } from '@monaco-editor/react'
import * as monaco from 'monaco-editor/editor.js'
import 'monaco-editor/features/register.all.js'
import 'monaco-editor/languages/definitions/xml/register.js'
import { useEffect, useState } from 'react'

self.MonacoEnvironment = {
  getWorker: () => new Worker(new URL('./monaco.worker.ts', import.meta.url), { type: 'module' }),
}
// Or it is fetched from a CDN.
loader.config({ monaco })

export { monaco }

export const monacoOptions = {
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  fontSize: 12,
  lineNumbersMinChars: 3,
  renderLineHighlight: 'none',
  contextmenu: false,
  automaticLayout: true,
  // Tab goes on to the next control.
  tabFocusMode: true,
} as const

export function useMonacoTheme(): 'vs' | 'vs-dark' {
  const [dark, setDark] = useState(false)
  useEffect(() => {
    const root = document.documentElement
    const system = matchMedia('(prefers-color-scheme: dark)')
    const read = () => setDark(root.dataset.theme === 'dark' || (root.dataset.theme !== 'light' && system.matches))
    read()
    system.addEventListener('change', read)
    const observer = new MutationObserver(read)
    observer.observe(root, { attributes: true, attributeFilter: ['data-theme'] })
    return () => {
      system.removeEventListener('change', read)
      observer.disconnect()
    }
  }, [])
  return dark ? 'vs-dark' : 'vs'
}
