'use client'

import type { Command } from '#lib/virt/commands/command.ts'
import { CommandEcho } from '../command-echo/command-echo.tsx'
import { useTerminal } from '../terminal/terminal-context.tsx'

/** The command that does what the form above it will do, to be copied or run in the terminal beside it. */
export function OperationEcho({ command }: { command: Command }) {
  const { runInTerminal } = useTerminal()
  return <CommandEcho command={command} onRun={runInTerminal} />
}
