/** Not more often, while nothing depends on it. */
const everyMs = 20_000

/** Calls `report` when somebody uses the page, wherever on it; at once if `urgent()`. Returns how to stop. */
export function reportActivity(report: () => void, urgent: () => boolean): () => void {
  let reportedAt = Number.NEGATIVE_INFINITY
  const note = () => {
    const now = performance.now()
    if (document.visibilityState !== 'visible' || (now - reportedAt < everyMs && !urgent())) return
    reportedAt = now
    report()
  }
  const inputs = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const
  // In the capture phase: consoles and editors keep their keys to themselves.
  for (const input of inputs) window.addEventListener(input, note, { capture: true, passive: true })
  document.addEventListener('visibilitychange', note)
  return () => {
    for (const input of inputs) window.removeEventListener(input, note, { capture: true })
    document.removeEventListener('visibilitychange', note)
  }
}
