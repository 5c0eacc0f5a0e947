'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { askEarly } from '#app/_socket/tickets.ts'
import { HelpBanner } from '#app/_help/help-banner.tsx'
import { MessageCards } from '#app/_help/message-cards.tsx'
import { Panes } from '#app/_ui/panes.tsx'
import { Tabs } from '#app/_ui/tabs.tsx'
import { HostBanner } from '#app/_widgets/lesson-start/host-banner.tsx'
import { LessonStartProvider } from '#app/_widgets/lesson-start/lesson-start-context.tsx'
import { LiveStateProvider } from '#app/_widgets/live-state/live-state.tsx'
import { TerminalProvider } from '#app/_widgets/terminal/terminal-context.tsx'
import { NewHostNotice } from './new-host-notice.tsx'
import { SuspensionNotice } from './suspension-notice.tsx'
import { Tools } from './tools.tsx'
import { useMediaQuery } from './use-media-query.ts'
import { tabsOf, WorkbenchContext, type WorkbenchTab } from './workbench-context.tsx'

export interface WorkbenchProps {
  labId: string
  lesson: ReactNode
  /** The bar that every page has, with a WorkbenchBar in it. */
  topBar: ReactNode
  /** In a tab of its own; left out where the lesson's place has it already. */
  manager?: ReactNode
  /** The lesson's start state, where there is a lesson. */
  start?: string
}

interface Shown {
  tab: WorkbenchTab
  domain: string | null
}

/** The lesson on one side; terminal, screen, consoles and VMs on the other. */
export function Workbench({ labId, lesson, topBar, manager, start }: WorkbenchProps) {
  const t = useTranslations('workbench')
  const wide = useMediaQuery('(min-width: 1100px)')
  const [shown, setShown] = useState<Shown>({ tab: 'terminal', domain: null })
  const [side, setSide] = useState<'lesson' | 'tools'>('lesson')
  // On their way while the page is drawn for the first time.
  useState(() => typeof window === 'undefined' || askEarly(labId, ['live', 'terminal']))

  const openTab = useCallback((tab: WorkbenchTab, options?: { domain?: string }) => {
    setShown((before) => ({ tab, domain: options?.domain ?? before.domain }))
    setSide('tools')
  }, [])
  const reveal = useCallback(() => openTab('terminal'), [openTab])
  const hasManager = manager !== undefined
  const workbench = useMemo(() => ({ labId, tabs: tabsOf({ hasManager }), openTab }), [labId, hasManager, openTab])

  const lessonPane = (
    <div className="flex h-full flex-col">
      <HostBanner />
      <main id="content" className="lesson-pane scroll-thin min-h-0 flex-1 overflow-y-auto bg-page" data-lesson-scroll>
        {lesson}
      </main>
    </div>
  )
  const tools = (
    <Tools
      labId={labId}
      manager={manager}
      tab={shown.tab}
      domain={shown.domain}
      onTab={(tab) => setShown((before) => ({ ...before, tab }))}
      onDomain={(domain) => setShown((before) => ({ ...before, domain }))}
    />
  )
  return (
    <WorkbenchContext.Provider value={workbench}>
      <LiveStateProvider labId={labId}>
        <LessonStartProvider start={start ?? null}>
          <TerminalProvider onReveal={reveal}>
            <div className="flex h-dvh flex-col overflow-hidden">
              {topBar}
              <HelpBanner labId={labId} />
              <SuspensionNotice />
              <NewHostNotice labId={labId} />
              <div className="min-h-0 flex-1">
                {wide ? (
                  <Panes
                    id="workbench"
                    label={t('divider')}
                    panes={[
                      { id: 'lesson', content: lessonPane, defaultSize: '46%', minSize: '360px', collapsible: true },
                      { id: 'tools', content: tools, defaultSize: '54%', minSize: '420px' },
                    ]}
                  />
                ) : (
                  <Tabs
                    aria-label={t('sides')}
                    className="h-full"
                    value={side}
                    onValueChange={(value) => setSide(value as typeof side)}
                    items={[
                      { value: 'lesson', label: t('lesson'), content: lessonPane, keepMounted: true },
                      { value: 'tools', label: t('tools'), content: tools, keepMounted: true },
                    ]}
                  />
                )}
              </div>
              <MessageCards />
            </div>
          </TerminalProvider>
        </LessonStartProvider>
      </LiveStateProvider>
    </WorkbenchContext.Provider>
  )
}
