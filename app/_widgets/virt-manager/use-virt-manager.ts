'use client'

import type RFB from '@novnc/novnc'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { openTicketedSocket } from '#app/_socket/lab-socket.ts'
import { TicketRefused } from '#app/_socket/tickets.ts'
import { closeCodes, type TerminalStatus, type VirtManagerStatus, type WireError } from '#lib/gateway/protocol.ts'

export type VirtManagerState =
  | { state: 'connecting' }
  | { state: 'off' }
  | { state: 'starting'; since: number }
  | { state: 'shown' }
  /** It was there, and was closed: File › Quit. */
  | { state: 'closed' }
  | { state: 'waiting'; attempt: number }
  | { state: 'failed'; error: WireError }
  | { state: 'refused'; code: number }

const backoff = { firstMs: 250, lastMs: 4_000 }

/** The screen of the lab's virt-manager in `target`, for as long as the component lives; `start` opens it where it is off. */
export function useVirtManager(target: RefObject<HTMLElement | null>, labId: string, locale: string) {
  const [view, setView] = useState<VirtManagerState>({ state: 'connecting' })
  const [wanted, setWanted] = useState({ start: false, times: 0 })
  const rfb = useRef<RFB | null>(null)

  useEffect(() => {
    const closing = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let attempt = 0
    let start = wanted.start

    const retry = () => {
      attempt += 1
      setView({ state: 'waiting', attempt })
      timer = setTimeout(() => void connect(), Math.min(backoff.firstMs * 2 ** (attempt - 1), backoff.lastMs))
    }
    const connect = async () => {
      try {
        const { default: Rfb } = await import('@novnc/novnc')
        const query = { locale, ...(start && { start: '1' }) }
        const socket = await openTicketedSocket({ purpose: 'virt-manager', labId, query }, closing.signal)
        if (closing.signal.aborted) return socket.close()
        closing.signal.addEventListener('abort', () => socket.close())
        let ended: VirtManagerState | null = null
        const show = () => {
          if (!target.current) return socket.close()
          const next = new Rfb(target.current, socket, { shared: true })
          rfb.current = next
          next.background = 'transparent'
          next.focusOnClick = true
          next.scaleViewport = true
          next.resizeSession = true
          next.addEventListener('connect', () => {
            attempt = 0
            // Once open, only the student closes it.
            start = false
            ended = { state: 'closed' }
            setView({ state: 'shown' })
            next.focus()
          })
          next.addEventListener('clipboard', ({ detail }) => {
            void navigator.clipboard?.writeText(detail.text).catch(() => {})
          })
          // When noVNC has its hands on the socket.
          setTimeout(() => socket.readyState === WebSocket.OPEN && socket.send('listening'))
        }
        socket.onmessage = ({ data }) => {
          const status = JSON.parse(data as string) as VirtManagerStatus | TerminalStatus
          if (status.type === 'off') ended = { state: 'off' }
          if (status.type === 'starting') setView({ state: 'starting', since: Date.now() })
          if (status.type === 'closed' && status.error) ended = { state: 'failed', error: status.error }
          if (status.type === 'ready') show()
        }
        socket.addEventListener('close', ({ code }) => {
          rfb.current = null
          if (closing.signal.aborted) return
          if (ended && (code === closeCodes.notFound || ended.state === 'failed')) setView(ended)
          else retry()
        })
      } catch (error) {
        if (closing.signal.aborted) return
        if (error instanceof TicketRefused && error.status < 500 && error.status !== 429)
          setView({ state: 'refused', code: error.status })
        else retry()
      }
    }
    setView({ state: 'connecting' })
    void connect()
    return () => {
      closing.abort()
      clearTimeout(timer)
      rfb.current?.disconnect()
      rfb.current = null
    }
  }, [target, labId, locale, wanted])

  const open = useCallback(() => setWanted(({ times }) => ({ start: true, times: times + 1 })), [])
  const paste = useCallback(async () => {
    rfb.current?.clipboardPasteFrom(await navigator.clipboard.readText())
    rfb.current?.focus()
  }, [])
  return { view, open, paste, rfb }
}
