'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Spinner } from '#app/_ui/spinner.tsx'
import type { CreationView, LabPhase, LiveState, WireError } from '#lib/gateway/protocol.ts'
import { type CreateOptions, readCreateOptionsAction } from './actions.ts'
import { CreationPanel } from './creation-panel.tsx'
import { useLive } from '#app/_widgets/live-state/live-state.tsx'
import { useErrorText } from '#app/_widgets/operation/use-error-text.ts'
import type { WizardPreset } from './use-wizard-form.ts'
import { WizardForm } from './wizard-form.tsx'

export interface CreateWizardProps {
  labId: string
  phase: LabPhase
  /** The lab's creations, as the live model has them. */
  creations: Readonly<Record<string, CreationView>>
  /** What the exercise asks for, filled in from the start. */
  preset?: WizardPreset
  onRunCommand?: (command: string) => void
  onOpenScreen?: (domainName: string) => void
}

const noPreset: WizardPreset = {}

/** virt-manager's "New VM" in the lesson: the form, then the creation, then what came of it. */
export function CreateWizard({
  labId,
  phase,
  creations,
  preset = noPreset,
  onRunCommand,
  onOpenScreen,
}: CreateWizardProps) {
  const t = useTranslations('wizard')
  const { options, error, reload } = useCreateOptions(labId, phase.phase === 'running')
  // One that goes on when the page is opened is shown; one that had ended is history.
  const [ended, setEnded] = useState<CreationView | null>(null)
  const [openId, setOpenId] = useState<string | null>(null)
  const running = Object.values(creations).find(
    ({ endedAt, stage }) => !endedAt && !['done', 'failed', 'cancelled'].includes(stage),
  )
  const shownId = openId ?? running?.id ?? null
  const shown = shownId ? (creations[shownId] ?? (ended?.id === shownId ? ended : null)) : null
  useEffect(() => {
    if (running && openId === null) setOpenId(running.id)
  }, [running, openId])

  return (
    <section
      aria-label={t('subtitle')}
      className="not-prose overflow-hidden rounded-lg border border-line bg-surface text-sm"
      data-testid="create-wizard"
    >
      {shown ? (
        <CreationPanel labId={labId} creation={shown} onOpenScreen={onOpenScreen} onClose={() => setOpenId(null)} />
      ) : phase.phase !== 'running' ? (
        <EmptyState title={t('unavailable.title')}>{t('unavailable.text')}</EmptyState>
      ) : error ? (
        <OptionsError error={error} onRetry={reload} />
      ) : options ? (
        <WizardForm
          labId={labId}
          options={options}
          preset={preset}
          onReload={reload}
          onRunCommand={onRunCommand}
          onCreated={(creation) => {
            setEnded(creation)
            setOpenId(creation.id)
          }}
        />
      ) : (
        <p className="flex min-h-72 items-center justify-center gap-2 p-8 text-muted">
          <Spinner /> {t('unavailable.loading')}
        </p>
      )}
    </section>
  )
}

/** What there is to choose from, read again whenever that may have changed. */
function useCreateOptions(labId: string, running: boolean) {
  const [options, setOptions] = useState<CreateOptions | null>(null)
  const [error, setError] = useState<WireError | null>(null)
  const offered = useLive(selectOffered)
  const asked = useRef(0)
  const reload = useCallback(async () => {
    const turn = ++asked.current
    const result = await readCreateOptionsAction(labId)
    if (turn !== asked.current) return
    setError(result.ok ? null : result.error)
    if (result.ok) setOptions(result.value)
  }, [labId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `offered` says when
  useEffect(() => {
    if (running) void reload()
  }, [running, offered, reload])
  return { options, error, reload }
}

/** Names of all that the options are made from, as one text: no other change makes them others. */
function selectOffered({ domains, networks, pools, volumes }: LiveState): string {
  return JSON.stringify([
    Object.values(domains).map(({ name, disks }) => [name, disks.map(({ source }) => source)]),
    Object.values(networks).map(({ name, active }) => [name, active]),
    Object.values(pools).map(({ name, state }) => [name, state]),
    Object.keys(volumes),
  ])
}

function OptionsError({ error, onRetry }: { error: WireError; onRetry: () => void }) {
  const t = useTranslations()
  const errorText = useErrorText()
  return (
    <Callout
      kind="error"
      title={t('wizard.unavailable.failedTitle')}
      actions={<Button onClick={onRetry}>{t('common.retry')}</Button>}
      className="m-4"
    >
      {errorText(error)}
      {error.detail && <pre className="mt-1 text-xs whitespace-pre-wrap">{error.detail}</pre>}
    </Callout>
  )
}
