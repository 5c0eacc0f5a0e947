import type RFB from '@novnc/novnc'
import type { Keystroke } from './us-keyboard.ts'

const shift = { keysym: 0xffe1, code: 'ShiftLeft' }
/** A PC's keyboard remembers a few keys only: a guest that is busy would miss the rest. */
const strokeMs = 50

/** Types keys into a screen, at a pace that a slow guest follows, until all are typed or the signal aborts. */
export async function typeKeys(
  rfb: RFB,
  strokes: readonly Keystroke[],
  { signal, onTyped }: { signal: AbortSignal; onTyped: (count: number) => void },
): Promise<void> {
  for (const [at, stroke] of strokes.entries()) {
    if (signal.aborted) return
    if (stroke.shift) rfb.sendKey(shift.keysym, shift.code, true)
    rfb.sendKey(stroke.keysym, stroke.code, true)
    rfb.sendKey(stroke.keysym, stroke.code, false)
    if (stroke.shift) rfb.sendKey(shift.keysym, shift.code, false)
    onTyped(at + 1)
    await new Promise((resolve) => setTimeout(resolve, strokeMs))
  }
}
