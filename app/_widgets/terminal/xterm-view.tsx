'use client'

import '@xterm/xterm/css/xterm.css'
import { Search, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { LabSocket, type LabSocketState } from '#app/_socket/lab-socket.ts'
import type { TerminalControl, TerminalStatus } from '#lib/gateway/protocol.ts'
import { onCtrlAltReleased } from '../screen/release-keys.ts'
import type { Xterm } from './start-xterm.ts'
import type { ShellInput } from './terminal-context.tsx'

/** Loaded while the page is still drawn; not on the server, where there is no terminal. */
const code = typeof window === 'undefined' ? null : import('./start-xterm.ts')

/** Bytes waiting to be drawn at which the server is asked to stop and to go on. */
const watermark = { highBytes: 512 * 1024, lowBytes: 64 * 1024 }

export interface XtermViewProps {
  purpose: 'terminal' | 'serial' | 'watch-terminal'
  /** The window is another's, whose size it has. */
  guest?: boolean
  labId: string
  domain?: string
  force?: boolean
  label: string
  onSocketState: (state: LabSocketState) => void
  onStatus?: (status: TerminalStatus) => void
  /** Called when one can type; returns what undoes it. */
  onReady?: (input: ShellInput) => () => void
}

/** An xterm.js on one of the server's terminal sockets. Change its `key` to start over. */
export function XtermView(props: XtermViewProps) {
  const { purpose, guest = false, labId, domain, force, label, onSocketState, onStatus, onReady } = props
  const t = useTranslations('console')
  const element = useRef<HTMLDivElement>(null)
  const xterm = useRef<Xterm | null>(null)
  const handlers = useRef({ onSocketState, onStatus, onReady })
  handlers.current = { onSocketState, onStatus, onReady }
  const [finding, setFinding] = useState(false)
  const asked = useWayOut(element)

  useEffect(() => {
    let disposed = false
    let stop = () => {}
    void code?.then(({ startXterm }) => {
      if (disposed || !element.current) return
      let socket: LabSocket | null = null
      let pendingBytes = 0
      let paused = false
      let unregister = () => {}
      const control = (message: TerminalControl) => socket?.send(JSON.stringify(message))
      const view = startXterm({
        element: element.current,
        label,
        onInput: (bytes) => socket?.send(bytes),
        onSize: (size) => void (guest || control({ type: 'resize', ...size })),
        onFind: () => setFinding(true),
        guest,
      })
      if (purpose === 'watch-terminal') view.terminal.options.disableStdin = true
      const input: ShellInput = {
        type: (text) => socket?.send(new TextEncoder().encode(text)) ?? false,
        focus: () => view.terminal.focus(),
      }
      socket = new LabSocket({
        purpose,
        labId,
        domain,
        force,
        // tmux draws the first picture in this size; of the later ones it is told.
        query: { cols: String(view.terminal.cols), rows: String(view.terminal.rows) },
        onState(state) {
          if (state.state === 'open') {
            // The server replays or redraws the screen: start from an empty one.
            view.terminal.reset()
            pendingBytes = 0
            paused = false
            if (!guest) control({ type: 'resize', cols: view.terminal.cols, rows: view.terminal.rows })
          } else unregister()
          handlers.current.onSocketState(state)
        },
        onBytes(bytes) {
          pendingBytes += bytes.length
          if (!paused && pendingBytes > watermark.highBytes) {
            paused = true
            control({ type: 'flow', paused })
          }
          view.terminal.write(bytes, () => {
            pendingBytes -= bytes.length
            if (paused && pendingBytes < watermark.lowBytes) {
              paused = false
              control({ type: 'flow', paused })
            }
          })
        },
        onText(text) {
          const status = JSON.parse(text) as TerminalStatus
          if (status.type === 'size') view.show(status)
          if (status.type === 'ready') unregister = handlers.current.onReady?.(input) ?? (() => {})
          handlers.current.onStatus?.(status)
        },
      })
      xterm.current = view
      stop = () => {
        unregister()
        socket?.close()
        view.dispose()
      }
    })
    return () => {
      disposed = true
      xterm.current = null
      stop()
    }
  }, [purpose, guest, labId, domain, force, label])

  return (
    <div className="relative flex h-full min-h-0 flex-col bg-[light-dark(#fbfcfd,#0c0f13)]">
      {finding && (
        <FindBar
          label={t('find')}
          closeLabel={t('findClose')}
          onFind={(text, backwards) => {
            const search = xterm.current?.search
            if (backwards) search?.findPrevious(text)
            else search?.findNext(text)
          }}
          onClose={() => {
            xterm.current?.search.clearDecorations()
            xterm.current?.terminal.focus()
            setFinding(false)
          }}
        />
      )}
      <div
        ref={element}
        data-testid={`${purpose}-screen`}
        className="min-h-0 flex-1 overflow-hidden py-1 pl-2 font-mono"
      />
      <p
        role="status"
        className={
          asked ? 'absolute right-4 bottom-2 z-10 rounded-md bg-raised px-2 py-1 text-sm shadow-pop' : 'sr-only'
        }
      >
        {asked && t('terminalRelease')}
      </p>
    </div>
  )
}

/**
 * The shell gets every key, Tab too: Ctrl and Alt pressed and let go lead out, to the tab that the terminal is in. True once
 * one has come in by Tab, until the next key.
 */
function useWayOut(element: RefObject<HTMLElement | null>): boolean {
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    const area = element.current
    if (!area) return
    let pressedHere = false
    const down = ({ key }: KeyboardEvent) => {
      pressedHere = key === 'Tab'
      setAsked(false)
    }
    const up = ({ key }: KeyboardEvent) => void (key === 'Tab' && !pressedHere && setAsked(true))
    const left = () => setAsked(false)
    area.addEventListener('keydown', down, true)
    area.addEventListener('keyup', up, true)
    area.addEventListener('focusout', left)
    const stop = onCtrlAltReleased(area, () => {
      const tab = area.closest('[role=tabpanel]')?.getAttribute('aria-labelledby')
      if (tab) document.getElementById(tab)?.focus()
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    })
    return () => {
      area.removeEventListener('keydown', down, true)
      area.removeEventListener('keyup', up, true)
      area.removeEventListener('focusout', left)
      stop()
    }
  }, [element])
  return asked
}

interface FindBarProps {
  label: string
  closeLabel: string
  onFind: (text: string, backwards: boolean) => void
  onClose: () => void
}

function FindBar({ label, closeLabel, onFind, onClose }: FindBarProps) {
  const [text, setText] = useState('')
  return (
    <div className="absolute top-2 right-4 z-10 flex items-center gap-1 rounded-md border border-line bg-raised p-1 shadow-pop">
      <Search size={14} className="ml-1 text-muted" aria-hidden />
      <TextInput
        autoFocus
        aria-label={label}
        placeholder={label}
        value={text}
        onValueChange={(next) => {
          setText(next)
          onFind(next, false)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onFind(text, event.shiftKey)
          if (event.key === 'Escape') onClose()
        }}
        className="w-44"
      />
      <IconButton label={closeLabel} icon={<X size={14} />} onClick={onClose} />
    </div>
  )
}
