'use client'

import { useCallback, useState } from 'react'
import type { WireError } from '#lib/gateway/protocol.ts'
import { unreachable } from '../operation/use-operation.ts'

export interface Screenshots {
  /** Saves a picture of the VM's screen as a file of the student's own; its name, or null if there was none to take. */
  take: () => Promise<string | null>
  busy: boolean
  error: WireError | null
  clearError: () => void
}

/** Screenshots by libvirt, which takes them of a screen that no browser can show too. */
export function useScreenshot(labId: string, vm: string): Screenshots {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<WireError | null>(null)

  const take = useCallback(async () => {
    setBusy(true)
    setError(null)
    const name = `${vm}-${timestamp(new Date())}.png`
    try {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ labId, vm, file: name })
      const response = await fetch('/api/screenshots', { method: 'POST', headers, body })
      if (response.ok) {
        save(await response.blob(), name)
        return name
      }
      setError((await response.json()) as WireError)
    } catch {
      setError(unreachable)
    } finally {
      setBusy(false)
    }
    return null
  }, [labId, vm])
  const clearError = useCallback(() => setError(null), [])
  return { take, busy, error, clearError }
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** 20261123-154210: sorts by time, and no system's file names mind it. */
function timestamp(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`
}
