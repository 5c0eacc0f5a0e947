'use client'

import { Presentation, RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useSyncExternalStore } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { CopyButton } from '#app/_ui/copy-button.tsx'
import { setJoiningAction } from './class-actions.ts'
import { JoinCodeScreen } from './join-code-screen.tsx'
import { useAct } from './use-act.ts'

interface JoiningProps {
  classId: string
  className: string
  /** Null: closed. */
  code: string | null
}

/** The code that students type, to be copied, shown to a room, made anew or closed. */
export function Joining({ classId, className, code }: JoiningProps) {
  const t = useTranslations('joining')
  const { act, busy, error } = useAct()
  const [projected, setProjected] = useState(false)
  const address = useSiteAddress('/join')
  const set = (open: boolean) => void act(() => setJoiningAction({ classId, open }))
  return (
    <section className="rounded-lg border border-line bg-surface p-5" aria-labelledby="join-code">
      <h2 id="join-code" className="text-base font-semibold">
        {t('code')}
      </h2>
      <p className="mt-1 max-w-2xl text-sm text-muted">{t(code ? 'codeWhy' : 'closedWhy')}</p>
      {error && (
        <Callout kind="error" className="mt-3">
          {error.text}
        </Callout>
      )}
      {code && (
        <div className="mt-4 flex flex-wrap items-center gap-x-8 gap-y-3">
          <p className="flex items-center gap-2">
            <span className="font-mono text-3xl font-semibold tracking-wider select-all" data-testid="join-code">
              {code}
            </span>
            <CopyButton text={code} label={t('copyCode')} />
          </p>
          <p className="flex items-center gap-2 text-sm">
            <span className="text-muted">{t('at')}</span>
            <span className="font-mono select-all">{address}</span>
            <CopyButton text={t('both', { address, code })} label={t('copyBoth')} />
          </p>
        </div>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        {code ? (
          <>
            <Button icon={<Presentation size={15} />} onClick={() => setProjected(true)}>
              {t('project')}
            </Button>
            <Button icon={<RefreshCw size={15} />} busy={busy} onClick={() => set(true)} title={t('renewWhy')}>
              {t('renew')}
            </Button>
            <Button disabled={busy} onClick={() => set(false)}>
              {t('close')}
            </Button>
          </>
        ) : (
          <Button kind="primary" busy={busy} onClick={() => set(true)}>
            {t('open')}
          </Button>
        )}
      </div>
      {projected && code && (
        <JoinCodeScreen className={className} code={code} address={address} onClose={() => setProjected(false)} />
      )}
    </section>
  )
}

const never = () => () => {}

/** A page's address as others type it; the path alone in what the server draws. */
export function useSiteAddress(path: string): string {
  return useSyncExternalStore(
    never,
    () => `${window.location.origin}${path}`,
    () => path,
  )
}
