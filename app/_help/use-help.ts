'use client'

import { useLive } from '#app/_widgets/live-state/live-state.tsx'
import type { HandView, HelpView, LiveState, MessageView } from '#lib/gateway/protocol.ts'

const selectHelp = (state: LiveState) => state.help.help
const selectHand = (state: LiveState) => state.hand.hand ?? null
const selectMessages = (state: LiveState) => state.messages
const nobody: HelpView = { watchers: [], takeOver: null }
const none: Record<string, MessageView> = {}

/** Who of the staff has the lab open, and who has taken it over. */
export function useHelp(): HelpView {
  return useLive(selectHelp) ?? nobody
}

/** The hand of the lab's student, if it is up. */
export function useHand(): HandView | null {
  return useLive(selectHand)
}

/** The thread of the lab's student, oldest first. */
export function useThread(): MessageView[] {
  return Object.values(useLive(selectMessages) ?? none).toSorted((a, b) => a.at - b.at)
}
