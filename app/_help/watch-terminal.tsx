'use client'

import { TerminalSquare } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { LabSocketState } from '#app/_socket/lab-socket.ts'
import { Button } from '#app/_ui/button.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { SocketBanner } from '#app/_widgets/terminal/socket-banner.tsx'
import { useTerminal } from '#app/_widgets/terminal/terminal-context.tsx'
import { XtermView } from '#app/_widgets/terminal/xterm-view.tsx'
import type { TerminalStatus } from '#lib/gateway/protocol.ts'

/** The student's terminal as they have it before them; `helping`: what is typed is passed on. */
export function WatchTerminal({ labId, helping }: { labId: string; helping: boolean }) {
  const t = useTranslations('help.watch')
  const { register } = useTerminal()
  const [socketState, setSocketState] = useState<LabSocketState>({ state: 'connecting' })
  const [status, setStatus] = useState<TerminalStatus | null>(null)
  const [run, setRun] = useState(0)
  if (status?.type === 'closed') {
    return (
      <EmptyState
        icon={<TerminalSquare size={32} />}
        title={t('ended')}
        className="h-full"
        actions={
          <Button
            kind="primary"
            onClick={() => {
              setStatus(null)
              setRun(run + 1)
            }}
          >
            {t('again')}
          </Button>
        }
      />
    )
  }
  return (
    <div className="relative flex h-full min-h-0 flex-col">
      <SocketBanner state={socketState} />
      {status?.type === 'none' && (
        <EmptyState icon={<TerminalSquare size={32} />} title={t('none')} className="absolute inset-0 z-10 bg-surface">
          {t('noneWhy')}
        </EmptyState>
      )}
      <div className="min-h-0 flex-1">
        <XtermView
          key={`${helping}-${run}`}
          purpose={helping ? 'terminal' : 'watch-terminal'}
          guest
          labId={labId}
          label={t(helping ? 'terminalHelping' : 'terminal')}
          onSocketState={setSocketState}
          onReady={helping ? register : undefined}
          onStatus={setStatus}
        />
      </div>
    </div>
  )
}
