'use client'

import { Play } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CopyButton } from '#app/_ui/copy-button.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { useTerminal } from '#app/_widgets/terminal/terminal-context.tsx'
import { unbroken } from './unbroken.tsx'

/** A command line to run in the student's own terminal with one click; `children` say what it is for. */
export function Command({ run, children }: { run: string; children?: ReactNode }) {
  const t = useTranslations('lesson')
  const { runInTerminal } = useTerminal()
  return (
    <div className="lesson-command" data-testid="lesson-command">
      {children && <div className="lesson-command-note">{children}</div>}
      <div className="lesson-command-line">
        <code>{unbroken(run)}</code>
        <span className="lesson-command-tools">
          <CopyButton text={run} label={t('copyCommand')} />
          <IconButton
            label={t('runCommand')}
            icon={<Play size={15} className="text-accent" />}
            onClick={() => runInTerminal(run)}
          />
        </span>
      </div>
    </div>
  )
}
