'use client'

import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef } from 'react'

/** What the terminal pane registers: how to type into the shell. */
export interface ShellInput {
  type: (text: string) => boolean
  focus: () => void
}

export interface TerminalControls {
  /** Brings the terminal to the front and runs a command in the student's shell, as if typed. */
  runInTerminal: (command: string) => void
  register: (input: ShellInput) => () => void
}

const Context = createContext<TerminalControls>({ runInTerminal: () => {}, register: () => () => {} })

export function useTerminal(): TerminalControls {
  return useContext(Context)
}

/** `onReveal` opens the tab that the terminal is in. A command asked for before the shell is there runs when it comes. */
export function TerminalProvider({ onReveal, children }: { onReveal: () => void; children: ReactNode }) {
  const input = useRef<ShellInput | null>(null)
  const waiting = useRef<string | null>(null)

  const runInTerminal = useCallback(
    (command: string) => {
      onReveal()
      const line = asTyped(command)
      if (!input.current?.type(line)) waiting.current = line
      input.current?.focus()
    },
    [onReveal],
  )
  const register = useCallback((next: ShellInput) => {
    input.current = next
    if (waiting.current !== null && next.type(waiting.current)) waiting.current = null
    return () => {
      if (input.current === next) input.current = null
    }
  }, [])
  const controls = useMemo(() => ({ runInTerminal, register }), [runInTerminal, register])
  return <Context.Provider value={controls}>{children}</Context.Provider>
}

/** On an emptied prompt: Ctrl-E Ctrl-U clears what was half typed. Continued lines are joined; a here-document is pasted whole. */
function asTyped(command: string): string {
  const text = command.replaceAll(/ *\\\r?\n */g, ' ').trim()
  return `\x05\x15${text.includes('\n') ? `\x1b[200~${text}\x1b[201~` : text}\r`
}
