'use client'

import type RFB from '@novnc/novnc'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { openTicketedSocket } from '#app/_socket/lab-socket.ts'
import { TicketRefused } from '#app/_socket/tickets.ts'

export type ScreenState =
  | { state: 'connecting' }
  | { state: 'connected' }
  | { state: 'password'; wrong: boolean }
  | { state: 'waiting'; attempt: number }
  | { state: 'refused'; code: number }

const backoff = { firstMs: 250, lastMs: 4_000 }
/** A QEMU that is there but says nothing is asked again. */
const handshakeMs = 15_000

/** Shows a domain's VNC screen in `target` for as long as the component lives; reconnects by itself. */
export function useRfb(
  target: RefObject<HTMLElement | null>,
  labId: string,
  domain: string,
  purpose: 'screen' | 'watch-screen' = 'screen',
) {
  const [screen, setScreen] = useState<ScreenState>({ state: 'connecting' })
  const [clipboard, setClipboard] = useState<string | null>(null)
  const rfb = useRef<RFB | null>(null)

  useEffect(() => {
    const closing = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let attempt = 0
    let wrong = false

    const retry = () => {
      if (closing.signal.aborted) return
      attempt += 1
      setScreen({ state: 'waiting', attempt })
      timer = setTimeout(connect, Math.min(backoff.firstMs * 2 ** (attempt - 1), backoff.lastMs))
    }
    const connect = async () => {
      try {
        const { default: Rfb } = await import('@novnc/novnc')
        // Only now: QEMU speaks first, and a greeting that comes before noVNC listens is lost for good.
        const socket = await openTicketedSocket({ purpose, labId, domain }, closing.signal)
        if (closing.signal.aborted || !target.current) return socket.close()
        const next = new Rfb(target.current, socket, { shared: true })
        rfb.current = next
        clearTimeout(timer)
        timer = setTimeout(() => next.disconnect(), handshakeMs)
        next.background = 'transparent'
        next.focusOnClick = purpose === 'screen'
        // The server drops what a viewer sends; this saves sending it.
        next.viewOnly = purpose === 'watch-screen'
        next.scaleViewport = true
        next.addEventListener('connect', () => {
          attempt = 0
          clearTimeout(timer)
          setScreen({ state: 'connected' })
        })
        next.addEventListener('clipboard', ({ detail }) => setClipboard(detail.text))
        next.addEventListener('credentialsrequired', () => {
          clearTimeout(timer)
          setScreen({ state: 'password', wrong })
        })
        next.addEventListener('securityfailure', () => {
          wrong = true
        })
        next.addEventListener('disconnect', () => {
          if (rfb.current === next) rfb.current = null
          clearTimeout(timer)
          retry()
        })
      } catch (error) {
        if (closing.signal.aborted) return
        if (error instanceof TicketRefused && error.status < 500 && error.status !== 429) {
          setScreen({ state: 'refused', code: error.status })
        } else retry()
      }
    }
    void connect()
    return () => {
      closing.abort()
      clearTimeout(timer)
      rfb.current?.disconnect()
      rfb.current = null
    }
  }, [target, labId, domain, purpose])

  return { screen, rfb, clipboard }
}
