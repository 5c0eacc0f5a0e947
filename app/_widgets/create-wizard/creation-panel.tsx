'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { type Stage, Stages } from '#app/_ui/stages.tsx'
import type { CreationView } from '#lib/gateway/protocol.ts'
import { cancelCreationAction } from './actions.ts'
import { CreationXml } from './creation-xml.tsx'
import { creationStages } from './creation-stages.ts'
import { useErrorText } from '#app/_widgets/operation/use-error-text.ts'

export interface CreationPanelProps {
  labId: string
  creation: CreationView
  onOpenScreen?: (domainName: string) => void
  onClose: () => void
}

/** The host was stopped: what was made is removed when it runs again. */
const leftForLater = 'wizard.failed-interrupted'

/** A VM that is being made: how far it is, how to stop it; and when it has ended, what came of it. */
export function CreationPanel({ labId, creation, onOpenScreen, onClose }: CreationPanelProps) {
  const t = useTranslations('wizard')
  const errorText = useErrorText()
  const { name, stage, error, domainUuid } = creation
  useScreenOnce(creation, onOpenScreen)
  const title = {
    done: t('result.done', { name }),
    failed: t('result.failed', { name }),
    cancelled: t('result.cancelled', { name }),
  }
  const ended = stage === 'done' || stage === 'failed' || stage === 'cancelled'
  const stages: Stage[] = creationStages(creation).map((one) => ({ ...one, label: t(`creating.${one.id}`) }))
  return (
    <div data-testid="creation" data-stage={stage}>
      <header className="border-b border-line px-4 py-2.5">
        <h3 className="text-sm font-semibold">{ended ? title[stage] : t('creating.title', { name })}</h3>
      </header>
      <div className="min-h-[27rem] space-y-4 p-4">
        <Stages stages={stages} startedAt={creation.startedAt} endedAt={creation.endedAt ?? null} />
        {!ended && <p className="text-xs text-muted">{t('creating.leave')}</p>}
        {stage === 'done' && (
          <Callout kind="good">{t(creation.method === 'import' ? 'result.doneImport' : 'result.doneInstall')}</Callout>
        )}
        {stage === 'failed' && error && (
          <Callout kind="error" title={errorText(error)}>
            {error.detail && <pre className="text-xs whitespace-pre-wrap">{error.detail}</pre>}
            {error.code !== leftForLater && <p className="pt-1">{t('result.undone')}</p>}
          </Callout>
        )}
        {stage === 'cancelled' && <Callout kind="info">{t('result.undone')}</Callout>}
        <div className="flex flex-wrap gap-2">
          {domainUuid && stage !== 'failed' && onOpenScreen && (
            <Button kind={ended ? 'default' : 'primary'} onClick={() => onOpenScreen(name)}>
              {t('creating.screen')}
            </Button>
          )}
          {ended ? (
            <Button kind="primary" onClick={onClose}>
              {stage === 'done' ? t('result.another') : t('result.editAgain')}
            </Button>
          ) : (
            <CancelButton labId={labId} creation={creation} />
          )}
        </div>
        {stage === 'done' && domainUuid && <CreationXml labId={labId} uuid={domainUuid} name={name} />}
        <details className="rounded-md border border-line">
          <summary className="px-2.5 py-1.5 text-xs text-muted">{t('creating.output')}</summary>
          <pre className="scroll-thin max-h-64 overflow-auto border-t border-line bg-sunken p-2.5 text-xs whitespace-pre-wrap">
            {`$ ${creation.command}\n${lastOverwrites(creation.output)}`}
          </pre>
        </details>
      </div>
    </div>
  )
}

// As a terminal shows it: what comes after a carriage return overwrites the line.
function lastOverwrites(output: string): string {
  return output.replace(/\r+\n/g, '\n').replace(/^.*\r(?!\n)/gm, '')
}

// The screen comes up by itself as soon as there is one to see, once.
function useScreenOnce(
  { id, name, domainUuid, stage }: CreationView,
  open: ((domainName: string) => void) | undefined,
) {
  const [opened, setOpened] = useState<string | null>(null)
  useEffect(() => {
    if (!domainUuid || stage === 'done' || opened === id) return
    setOpened(id)
    open?.(name)
  }, [id, name, domainUuid, stage, opened, open])
}

function CancelButton({ labId, creation }: { labId: string; creation: CreationView }) {
  const t = useTranslations('wizard')
  const [asking, setAsking] = useState(false)
  const [cancelling, setCancelling] = useState(false)
  async function cancel() {
    setAsking(false)
    setCancelling(true)
    const result = await cancelCreationAction(labId, creation.id).catch(() => null)
    if (!result?.ok) setCancelling(false)
  }
  return (
    <>
      <Button busy={cancelling} onClick={() => setAsking(true)}>
        {cancelling ? t('creating.cancelling') : t('creating.cancel')}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('creating.cancelTitle', { name: creation.name })}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('creating.keep')}</Button>
            <Button kind="danger" onClick={cancel}>
              {t('creating.cancel')}
            </Button>
          </>
        }
      >
        {t('creating.cancelText')}
      </Dialog>
    </>
  )
}
