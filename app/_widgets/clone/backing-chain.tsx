'use client'

import { ArrowRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { classNames } from '#app/_ui/class-names.ts'

interface BackingChainProps {
  target: string
  /** Paths, the one that is written to first. */
  chain: readonly string[]
  /** The first is not there yet. */
  isNew: boolean
}

/** disk → what it reads from → what that reads from. */
export function BackingChain({ target, chain, isNew }: BackingChainProps) {
  const t = useTranslations('clone')
  return (
    <ol
      aria-label={t('chain', { target })}
      className="flex flex-wrap items-center gap-1.5 text-xs"
      data-testid={`chain-${target}`}
    >
      {chain.map((path, index) => (
        <li key={path} className="flex min-w-0 items-center gap-1.5">
          {index > 0 && (
            <>
              <ArrowRight size={13} className="shrink-0 text-muted" aria-hidden />
              <span className="sr-only">{t('reads')}</span>
            </>
          )}
          <code
            title={path}
            className={classNames(
              'max-w-64 truncate rounded-sm border px-1.5 py-0.5',
              index === 0 && isNew ? 'border-dashed border-accent text-accent' : 'border-line bg-sunken',
            )}
          >
            {path.slice(path.lastIndexOf('/') + 1)}
          </code>
          {index === 0 && isNew && <span className="text-accent">{t('newHere')}</span>}
        </li>
      ))}
    </ol>
  )
}
