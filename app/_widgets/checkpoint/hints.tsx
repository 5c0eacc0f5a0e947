'use client'

import { Lightbulb } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { useToast } from '#app/_ui/toast.tsx'
import { useLabId } from '../live-state/live-state.tsx'
import { useErrorText } from '../operation/use-error-text.ts'
import { showHint } from './actions.ts'

export interface HintsProps {
  id: string
  points: number
  /** Those that were asked for before the page was opened. */
  shown: string[]
  /** Of all there are: percent of the points. */
  costs: number[]
}

/** The hints of a checkpoint, one after the other; the button says what the next one costs. */
export function Hints({ id, points, shown, costs }: HintsProps) {
  const t = useTranslations('checkpoint')
  const language = useLocale().startsWith('zh') ? 'zh' : 'en'
  const labId = useLabId()
  const toast = useToast()
  const errorText = useErrorText()
  const [hints, setHints] = useState(shown)
  const [busy, setBusy] = useState(false)
  const cost = costs[hints.length]
  const ask = async () => {
    setBusy(true)
    const { value, error } = await showHint(labId, id, hints.length + 1, language)
    if (value) setHints(value)
    else toast({ kind: 'error', title: errorText(error) })
    setBusy(false)
  }
  return (
    <div className="mt-3 space-y-2">
      <ol className="space-y-1 text-sm" aria-live="polite">
        {hints.map((hint) => (
          <li key={hint} className="flex gap-2 rounded-sm bg-accent-soft px-2.5 py-1.5">
            <Lightbulb size={15} className="mt-0.5 shrink-0 text-accent" aria-hidden />
            <span className="min-w-0 break-words">{hint}</span>
          </li>
        ))}
      </ol>
      {cost !== undefined && (
        <Button
          kind="quiet"
          className="-ml-3"
          icon={<Lightbulb size={15} />}
          disabled={busy}
          onClick={() => void ask()}
          data-testid={`hint-${id}`}
        >
          {t('hint', { number: hints.length + 1, all: costs.length, cost: (points * cost) / 100 })}
        </Button>
      )}
    </div>
  )
}
