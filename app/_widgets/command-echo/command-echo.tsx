'use client'

import { Check, SquareTerminal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { CopyButton } from '#app/_ui/copy-button.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { type Command, commandDisplay, commandText } from '#lib/virt/commands/command.ts'
import { commandLines } from '#lib/virt/commands/command-lines.ts'

export interface CommandEchoProps {
  command: Command
  /** Types the line into the student's terminal; without it there is no such button. */
  onRun?: (command: string) => void
}

/** The command line that does the same as the form above it, as one types. */
export function CommandEcho({ command, onRun }: CommandEchoProps) {
  const t = useTranslations('wizard.command')
  return (
    <section aria-label={t('title')} className="rounded-md border border-line bg-sunken">
      <div className="flex h-8 items-center gap-1 pr-1 pl-2.5">
        <h3 className="flex-1 text-xs font-medium text-muted">{t('title')}</h3>
        {onRun && <RunButton onRun={() => onRun(commandText(command))} />}
        <CopyButton text={commandDisplay(command)} label={t('copy')} />
      </div>
      <pre
        data-testid="command-echo"
        className="scroll-thin max-h-72 overflow-auto px-2.5 pb-2.5 font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere"
      >
        {command.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <Step key={index} step={step} last={index === command.length - 1} />
        ))}
      </pre>
    </section>
  )
}

function Step({ step, last }: { step: Command[number]; last: boolean }) {
  const lines = commandLines(step.argv)
  return (
    <>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <CommandLine key={index} line={line} first={index === 0} more={index < lines.length - 1} and={!last} />
      ))}
      {step.input !== undefined && <code className="block pl-4 text-muted">{step.input}</code>}
    </>
  )
}

function CommandLine({ line, first, more, and }: { line: string; first: boolean; more: boolean; and: boolean }) {
  const words = line.split(/(?<= )/)
  return (
    <code className={first ? 'block' : 'block pl-4'}>
      {words.map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
        <span key={index} className={lookOf(word, first && index === 0)}>
          {word}
        </span>
      ))}
      {more && <span className="text-muted"> {'\\'}</span>}
      {!more && and && <span className="text-muted"> &&</span>}
      {'\n'}
    </code>
  )
}

function lookOf(word: string, program: boolean): string | undefined {
  if (program) return 'font-semibold'
  return word.startsWith('--') ? 'text-accent' : undefined
}

function RunButton({ onRun }: { onRun: () => void }) {
  const t = useTranslations('wizard.command')
  const [ran, setRan] = useState(false)
  useEffect(() => {
    if (!ran) return
    const timer = setTimeout(() => setRan(false), 1600)
    return () => clearTimeout(timer)
  }, [ran])
  return (
    <IconButton
      label={ran ? t('ran') : t('run')}
      icon={ran ? <Check size={15} className="text-good" /> : <SquareTerminal size={15} />}
      onClick={() => {
        onRun()
        setRan(true)
      }}
    />
  )
}
