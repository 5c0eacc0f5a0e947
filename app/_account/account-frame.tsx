import type { ReactNode } from 'react'
import { TopBar } from '#app/_shell/top-bar.tsx'
import type { Actor } from '#lib/access/actor.ts'

/** A page of one narrow column: signing in, joining. */
export function AccountFrame({ actor, children }: { actor: Actor | null; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar actor={actor} />
      <main className="flex flex-1 items-start justify-center px-4 pt-[12dvh] pb-12">
        <div className="w-full max-w-sm">{children}</div>
      </main>
    </div>
  )
}
