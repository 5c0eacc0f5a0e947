'use client'

import { TerminalSquare } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { LabSocketState } from '#app/_socket/lab-socket.ts'
import { Button } from '#app/_ui/button.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import type { TerminalStatus } from '#lib/gateway/protocol.ts'
import { SocketBanner } from './socket-banner.tsx'
import { useTerminal } from './terminal-context.tsx'
import { XtermView } from './xterm-view.tsx'

export interface TerminalPaneProps {
  labId: string
  /** The lab host is far enough up to log in to. */
  available: boolean
}

/** Asked for before the lab was on its way: the socket tries again by itself, until the page knows more. */
function isTooEarly({ error }: Extract<TerminalStatus, { type: 'closed' }>): boolean {
  return error?.code === 'lab.not-running'
}

/** The student's shell on the lab host: a tmux session, so that reloads and restarts lose nothing. */
export function TerminalPane({ labId, available }: TerminalPaneProps) {
  const t = useTranslations('console')
  const { register } = useTerminal()
  const [socketState, setSocketState] = useState<LabSocketState>({ state: 'connecting' })
  const [closed, setClosed] = useState<Extract<TerminalStatus, { type: 'closed' }> | null>(null)
  const [run, setRun] = useState(0)
  // A host that was stopped took its shells with it: when it is back, so is the terminal.
  useEffect(() => {
    if (!available) setClosed(null)
  }, [available])

  if (!available) {
    return (
      <EmptyState icon={<TerminalSquare size={32} />} title={t('terminalWaits')} className="h-full">
        {t('terminalWaitsWhy')}
      </EmptyState>
    )
  }
  if (closed) {
    return (
      <EmptyState
        icon={<TerminalSquare size={32} />}
        title={t('shellEnded')}
        className="h-full"
        actions={
          <Button
            kind="primary"
            onClick={() => {
              setClosed(null)
              setRun((count) => count + 1)
            }}
          >
            {t('newShell')}
          </Button>
        }
      >
        {closed.error?.detail ?? t(`closed.${closed.reason}`)}
      </EmptyState>
    )
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <SocketBanner state={socketState} />
      <div className="min-h-0 flex-1">
        <XtermView
          key={run}
          purpose="terminal"
          labId={labId}
          label={t('terminalLabel')}
          onSocketState={setSocketState}
          onReady={register}
          onStatus={(status) => status.type === 'closed' && !isTooEarly(status) && setClosed(status)}
        />
      </div>
    </div>
  )
}
