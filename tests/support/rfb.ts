import { expect } from 'vitest'
import type { SocketViewer } from './socket-viewer.ts'

export const rfbSecurity = { none: 1, password: 2 }

/** RFB's greeting (RFC 6143, 7.1): versions, then the kinds of security that the server offers. */
export async function greetRfb(viewer: SocketViewer): Promise<number[]> {
  await viewer.until(() => viewer.bytes.length >= 12)
  expect(viewer.bytes.subarray(0, 12).toString()).toBe('RFB 003.008\n')
  viewer.forget()
  viewer.send('RFB 003.008\n')
  await viewer.until(() => viewer.bytes.length > 0 && viewer.bytes.length >= 1 + Number(viewer.bytes[0]))
  return [...viewer.bytes.subarray(1)]
}

/** On to the size of the screen, without a password. */
export async function openRfb(viewer: SocketViewer): Promise<{ width: number; height: number }> {
  viewer.forget()
  viewer.send(Uint8Array.of(rfbSecurity.none))
  await viewer.until(() => viewer.bytes.length >= 4)
  expect(viewer.bytes.readUInt32BE(0)).toBe(0)
  viewer.forget()
  viewer.send(Uint8Array.of(1))
  await viewer.until(() => viewer.bytes.length >= 24)
  return { width: viewer.bytes.readUInt16BE(0), height: viewer.bytes.readUInt16BE(2) }
}

/** Presses X keysyms in order and lets them go in reverse. */
export function pressKeys(viewer: SocketViewer, ...keysyms: number[]): void {
  const event = (keysym: number, down: boolean) => {
    const message = Buffer.from([4, down ? 1 : 0, 0, 0, 0, 0, 0, 0])
    message.writeUInt32BE(keysym, 4)
    viewer.send(message)
  }
  for (const keysym of keysyms) event(keysym, true)
  for (const keysym of keysyms.toReversed()) event(keysym, false)
}

/** One click of the left button. */
export function clickAt(viewer: SocketViewer, x: number, y: number): void {
  for (const buttons of [0, 1, 0]) {
    const message = Buffer.from([5, buttons, 0, 0, 0, 0])
    message.writeUInt16BE(x, 2)
    message.writeUInt16BE(y, 4)
    viewer.send(message)
  }
}
