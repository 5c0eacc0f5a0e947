'use client'

import { CircleHelp } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Dialog } from '#app/_ui/dialog.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { KeyCap } from '#app/_ui/key-cap.tsx'
import { useWorkbench } from './workbench-context.tsx'

const keysOf = (tabs: number): { caps: string[]; text: string }[] => [
  { caps: ['?'], text: 'help' },
  { caps: ['Ctrl', 'K'], text: 'search' },
  { caps: ['Alt', `1–${tabs}`], text: 'tabs' },
  { caps: ['Ctrl', 'Alt'], text: 'release' },
  { caps: ['Ctrl', 'Shift', 'C'], text: 'copy' },
  { caps: ['Ctrl', 'Shift', 'V'], text: 'paste' },
  { caps: ['Ctrl', 'Shift', 'F'], text: 'find' },
  { caps: ['Ctrl', ']'], text: 'leaveConsole' },
  { caps: ['←', '→'], text: 'divider' },
  { caps: ['Enter'], text: 'wizardForward' },
  { caps: ['Esc'], text: 'wizardCancel' },
]

/** `?` lists the keys; Alt and a number switch the tabs. */
export function HelpButton() {
  const t = useTranslations('workbench')
  const format = useFormatter()
  const { tabs, openTab } = useWorkbench()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const index = /^Digit([1-9])$/.exec(event.code)?.[1]
      const tab = index && tabs[Number(index) - 1]
      if (tab && event.altKey && !event.ctrlKey && !event.metaKey) {
        event.preventDefault()
        event.stopPropagation()
        openTab(tab)
      } else if (event.key === '?' && !isTyping(event.target)) setOpen(true)
    }
    // Before xterm and noVNC, which keep every key that reaches them.
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [tabs, openTab])
  const names = format.list(tabs.map((tab) => t(`tab.${tab}`)))
  return (
    <>
      <IconButton label={t('help')} icon={<CircleHelp size={16} />} onClick={() => setOpen(true)} />
      <Dialog open={open} onOpenChange={setOpen} title={t('keys.title')}>
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 text-sm">
          {keysOf(tabs.length).map(({ caps, text }) => (
            <div key={text} className="contents">
              <dt className="flex gap-1">
                {caps.map((cap) => (
                  <KeyCap key={cap}>{cap}</KeyCap>
                ))}
              </dt>
              <dd>{t(`keys.${text}`, { names })}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.matches('input, textarea, select, canvas') || target.isContentEditable)
  )
}
