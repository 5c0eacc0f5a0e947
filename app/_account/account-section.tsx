import type { ReactNode } from 'react'

export function AccountSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rounded-lg border border-line bg-surface">
      <h2 className="border-b border-line px-4 py-2.5 font-semibold">{title}</h2>
      <div className="p-4">{children}</div>
    </section>
  )
}
