'use client'

import { Camera, Expand, Keyboard, Scaling, Shrink } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { Menu, MenuItem } from '#app/_ui/menu.tsx'
import { Spinner } from '#app/_ui/spinner.tsx'
import type { Command } from '#lib/virt/commands/command.ts'
import { keyCombinations, screenshotCommand, sendKeysCommand } from '#lib/virt/commands/console-commands.ts'
import type { Domain } from '#lib/virt/types.ts'
import { OperationEcho } from '../operation/operation-echo.tsx'
import { OperationFeedback } from '../operation/operation-feedback.tsx'
import { useOperation } from '../operation/use-operation.ts'
import { NoPicture } from './no-picture.tsx'
import { PasswordForm } from './password-form.tsx'
import { onCtrlAltReleased } from './release-keys.ts'
import { ScreenshotError } from './screenshot-error.tsx'
import { TextPanel } from './text-panel.tsx'
import { useFullScreen } from './use-full-screen.ts'
import { type ScreenState, useRfb } from './use-rfb.ts'
import { useScreenshot } from './use-screenshot.ts'

/** One run of a domain: mount it anew after each start. */
export function ScreenSession({ labId, domain, picker }: { labId: string; domain: Domain; picker: ReactNode }) {
  const t = useTranslations('console')
  const target = useRef<HTMLDivElement>(null)
  const toolbar = useRef<HTMLDivElement>(null)
  const { screen, rfb, clipboard } = useRfb(target, labId, domain.uuid)
  const [scaled, setScaled] = useState(true)
  const sendKeys = useOperation('vm-send-key')
  const screenshots = useScreenshot(labId, domain.name)
  const [done, setDone] = useState<Command | null>(null)
  const fullScreen = useFullScreen()
  const [focused, setFocused] = useState(false)
  const connected = screen.state === 'connected'

  useEffect(() => {
    if (!connected || !rfb.current) return
    rfb.current.scaleViewport = scaled
    rfb.current.clipViewport = !scaled
  }, [connected, scaled, rfb])
  useEffect(() => {
    if (!target.current) return
    return onCtrlAltReleased(target.current, () => {
      rfb.current?.blur()
      toolbar.current?.querySelector<HTMLElement>('button')?.focus()
    })
  }, [rfb])

  const saveScreenshot = async () => {
    const file = await screenshots.take()
    if (file) setDone(screenshotCommand({ vm: domain.name, file }))
  }

  return (
    <div className={classNames('flex h-full min-h-0 flex-col bg-surface', fullScreen.className)}>
      <div ref={toolbar} className="flex h-9 shrink-0 items-center gap-1 border-b border-line bg-surface px-2">
        {picker}
        <ScreenStateLabel screen={screen} />
        <span className="ml-auto" />
        {!connected && <NoPicture labId={labId} vm={domain.name} />}
        <TextPanel rfb={rfb} connected={connected} guestClipboard={clipboard} />
        <Menu
          trigger={
            <Button kind="quiet" icon={<Keyboard size={15} />} disabled={!connected}>
              {t('sendKey')}
            </Button>
          }
        >
          {keyCombinations.map(({ label, keys }) => (
            <MenuItem
              key={label}
              onSelect={() => {
                setDone(sendKeysCommand({ vm: domain.name, keys }))
                void sendKeys.run({ vm: domain.name, keys })
              }}
            >
              {label}
            </MenuItem>
          ))}
        </Menu>
        <IconButton
          label={scaled ? t('actualSize') : t('fitToPane')}
          icon={<Scaling size={15} />}
          aria-pressed={!scaled}
          onClick={() => setScaled(!scaled)}
        />
        <IconButton
          label={t('screenshot')}
          icon={<Camera size={15} />}
          disabled={screenshots.busy}
          onClick={() => void saveScreenshot()}
        />
        <IconButton
          label={fullScreen.full ? t('leaveFullScreen') : t('fullScreen')}
          icon={fullScreen.full ? <Shrink size={15} /> : <Expand size={15} />}
          onClick={fullScreen.toggle}
        />
      </div>
      <div className="relative min-h-0 flex-1 bg-[#0c0f13]">
        <div
          ref={target}
          data-testid="vm-screen"
          data-state={screen.state}
          className="absolute inset-0"
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
        />
        {screen.state === 'password' && (
          <PasswordForm wrong={screen.wrong} onPassword={(password) => rfb.current?.sendCredentials({ password })} />
        )}
      </div>
      <OperationFeedback operation={sendKeys} />
      <ScreenshotError screenshots={screenshots} />
      {done && (
        <div className="shrink-0 p-2">
          <OperationEcho command={done} />
        </div>
      )}
      <p className="shrink-0 border-t border-line bg-surface px-3 py-1 text-xs text-muted" aria-live="polite">
        {focused ? t('releaseHint') : t('focusHint')} {fullScreen.full && t('fullScreenHint')}
      </p>
    </div>
  )
}

function ScreenStateLabel({ screen }: { screen: ScreenState }) {
  const t = useTranslations('console')
  if (screen.state === 'connected') return null
  const text = {
    connecting: () => t('connecting'),
    waiting: () => t('screenWaiting'),
    password: () => t('passwordNeeded'),
    refused: () => t('refused', { code: 'code' in screen ? screen.code : 0 }),
  }[screen.state]()
  return (
    <span role="status" className="flex min-w-0 items-center gap-1.5 truncate text-xs text-muted">
      {(screen.state === 'connecting' || screen.state === 'waiting') && <Spinner />}
      {text}
    </span>
  )
}
