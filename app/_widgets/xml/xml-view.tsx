'use client'

import dynamic from 'next/dynamic'
import { Spinner } from '#app/_ui/spinner.tsx'

const MonacoView = dynamic(() => import('./monaco-view.tsx').then((module) => module.MonacoView), {
  ssr: false,
  loading: () => (
    <div className="flex h-full items-center justify-center">
      <Spinner />
    </div>
  ),
})

/** XML to read, coloured and foldable. The editor comes when it is first needed. */
export function XmlView({ xml }: { xml: string }) {
  return (
    <div className="h-72 overflow-hidden rounded-md border border-line" data-testid="xml-view">
      <MonacoView xml={xml} />
    </div>
  )
}
