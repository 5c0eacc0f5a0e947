'use client'

import { AppWindow, ClipboardPaste, Expand, Shrink } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { Spinner } from '#app/_ui/spinner.tsx'
import { Stages } from '#app/_ui/stages.tsx'
import { useErrorText } from '../operation/use-error-text.ts'
import { onCtrlAltReleased } from '../screen/release-keys.ts'
import { useFullScreen } from '../screen/use-full-screen.ts'
import { useVirtManager, type VirtManagerState } from './use-virt-manager.ts'

/** The real virt-manager, running in the lab host as the student: what is done in it is seen everywhere else. */
export function VirtManagerPane({ labId }: { labId: string }) {
  const t = useTranslations('virt-manager')
  const fullScreen = useFullScreen()
  const target = useRef<HTMLDivElement>(null)
  const toolbar = useRef<HTMLDivElement>(null)
  const { view, open, paste, rfb } = useVirtManager(target, labId, useLocale())
  const shown = view.state === 'shown'

  useEffect(() => {
    if (!target.current) return
    return onCtrlAltReleased(target.current, () => {
      rfb.current?.blur()
      toolbar.current?.querySelector<HTMLElement>('button')?.focus()
    })
  }, [rfb])

  return (
    <div className={classNames('flex h-full min-h-0 flex-col bg-surface', fullScreen.className)}>
      <div ref={toolbar} className="flex h-9 shrink-0 items-center gap-1 border-b border-line px-2">
        <span className="min-w-0 truncate text-xs text-muted">{shown ? t('hint') : t('what')}</span>
        <span className="ml-auto" />
        <IconButton
          label={t('paste')}
          icon={<ClipboardPaste size={15} />}
          disabled={!shown}
          onClick={() => void paste().catch(() => {})}
        />
        <IconButton
          label={fullScreen.full ? t('leaveFullScreen') : t('fullScreen')}
          icon={fullScreen.full ? <Shrink size={15} /> : <Expand size={15} />}
          disabled={!shown && !fullScreen.full}
          onClick={fullScreen.toggle}
        />
      </div>
      <div className="relative min-h-0 flex-1">
        <div
          ref={target}
          data-testid="virt-manager-screen"
          data-state={view.state}
          className={shown ? 'absolute inset-0 bg-[#0c0f13]' : 'absolute inset-0'}
        />
        {!shown && (
          <div className="relative flex h-full items-center justify-center">
            <NotShown view={view} onOpen={open} />
          </div>
        )}
      </div>
    </div>
  )
}

function NotShown({ view, onOpen }: { view: VirtManagerState; onOpen: () => void }) {
  const t = useTranslations('virt-manager')
  const errorText = useErrorText()
  const button = (label: string) => (
    <Button kind="primary" onClick={onOpen}>
      {label}
    </Button>
  )
  switch (view.state) {
    case 'off':
    case 'closed':
      return (
        <EmptyState icon={<AppWindow size={32} />} title={t(view.state)} actions={button(t('open'))}>
          {t('offWhy')}
        </EmptyState>
      )
    case 'starting':
      return (
        <Stages
          startedAt={view.since}
          stages={[{ id: 'window', label: t('starting'), state: 'active', note: t('startingWhat') }]}
        />
      )
    case 'failed':
      return (
        <Callout kind="error" title={errorText(view.error)} actions={button(t('again'))} className="m-4">
          {view.error.detail && <code className="text-xs break-all whitespace-pre-wrap">{view.error.detail}</code>}
        </Callout>
      )
    default:
      return (
        <p role="status" className="flex items-center gap-2 text-sm text-muted">
          {view.state !== 'refused' && <Spinner />}
          {view.state === 'refused' ? t('refused', { code: view.code }) : t(view.state)}
        </p>
      )
  }
}
