'use client'

import { History, LayoutList, Monitor, ScrollText, SquareTerminal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useRouter } from '#app/_shell/navigation.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { type TabItem, Tabs } from '#app/_ui/tabs.tsx'
import { HistoryList } from '#app/_widgets/history/history-list.tsx'
import { LessonStartProvider } from '#app/_widgets/lesson-start/lesson-start-context.tsx'
import { LiveStateProvider, useLive } from '#app/_widgets/live-state/live-state.tsx'
import { useStartVm } from '#app/_widgets/manager-list/use-start-vm.ts'
import { ScreenPane } from '#app/_widgets/screen/screen-pane.tsx'
import { TerminalProvider } from '#app/_widgets/terminal/terminal-context.tsx'
import { LabChip } from '#app/_workbench/lab-chip.tsx'
import { TabManager } from '#app/_workbench/lab-manager.tsx'
import { WorkbenchContext, type WorkbenchTab } from '#app/_workbench/workbench-context.tsx'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { TakeOverBar } from './take-over-bar.tsx'
import { Thread } from './thread.tsx'
import { useHelp } from './use-help.ts'
import { WatchScreen } from './watch-screen.tsx'
import { WatchTerminal } from './watch-terminal.tsx'

export interface StudentViewProps {
  labId: string
  student: { id: string; name: string }
  /** Who looks. */
  userId: string
  mayManage: boolean
  /** Where the student is, and how far. */
  standing: ReactNode
  /** What staff did in the lab. */
  log: ReactNode
}

/** A student's lab as staff see it: to look at, and once it is taken over, to help in. */
export function StudentView(props: StudentViewProps) {
  return (
    <LiveStateProvider labId={props.labId}>
      <LessonStartProvider start={null}>
        <View {...props} />
      </LessonStartProvider>
    </LiveStateProvider>
  )
}

const tabs = ['terminal', 'screen', 'manager', 'history', 'log'] as const
type Tab = (typeof tabs)[number]
const selectLab = (state: LiveState) => state.lab.lab
const selectDomains = (state: LiveState) => state.domains

function View({ labId, student, userId, mayManage, standing, log }: StudentViewProps) {
  const t = useTranslations('help.student')
  const router = useRouter()
  const [tab, setTab] = useState<Tab>('terminal')
  const [domain, setDomain] = useState<string | null>(null)
  const phase = useLive(selectLab)?.phase ?? 'absent'
  const domains = useLive(selectDomains)
  const list = useMemo(() => Object.values(domains ?? {}).toSorted((a, b) => a.name.localeCompare(b.name)), [domains])
  const helping = useHelp().takeOver?.userId === userId
  const startVm = useStartVm()
  const running = phase === 'running'
  const openTab = useCallback((wanted: WorkbenchTab, options?: { domain?: string }) => {
    setTab(tabs.find((one) => one === wanted) ?? 'terminal')
    if (options?.domain) setDomain(options.domain)
  }, [])
  const workbench = useMemo(() => ({ labId, tabs: [], openTab }), [labId, openTab])
  const selected = list.find(({ uuid, name }) => uuid === domain || name === domain)?.uuid ?? null
  const screens = { labId, domains: list, selected, onSelect: setDomain }
  const whenRunning = (content: ReactNode) =>
    running ? (
      content
    ) : (
      <EmptyState icon={<Monitor size={32} />} title={t('notRunning')} className="h-full">
        {t('notRunningWhy')}
      </EmptyState>
    )
  const items: TabItem[] = [
    {
      value: 'terminal',
      label: t('terminal'),
      icon: <SquareTerminal size={15} aria-hidden />,
      keepMounted: helping,
      content: whenRunning(<WatchTerminal labId={labId} helping={helping} />),
    },
    {
      value: 'screen',
      label: t('screen'),
      icon: <Monitor size={15} aria-hidden />,
      content: whenRunning(
        helping ? (
          <ScreenPane {...screens} onStart={(uuid) => startVm(list.find((one) => one.uuid === uuid)?.name ?? '')} />
        ) : (
          <WatchScreen {...screens} />
        ),
      ),
    },
    ...(helping
      ? [
          {
            value: 'manager',
            label: t('manager'),
            icon: <LayoutList size={15} aria-hidden />,
            content: whenRunning(<TabManager />),
          },
        ]
      : []),
    { value: 'history', label: t('history'), icon: <History size={15} aria-hidden />, content: <HistoryList /> },
    {
      value: 'log',
      label: t('log'),
      icon: <ScrollText size={15} aria-hidden />,
      content: <div className="scroll-thin h-full overflow-y-auto p-3">{log}</div>,
    },
  ]
  return (
    <WorkbenchContext.Provider value={workbench}>
      <TerminalProvider onReveal={() => setTab('terminal')}>
        <div className="grid items-start gap-4 lg:grid-cols-[19rem_minmax(0,1fr)]">
          <aside className="flex flex-col gap-5" aria-label={t('about', { name: student.name })}>
            {mayManage && (
              <div>
                <LabChip labId={labId} owner={student.name} />
              </div>
            )}
            {standing}
            <Thread studentId={student.id} name={student.name} />
          </aside>
          <div className="flex h-[max(30rem,calc(100dvh-13.5rem))] min-w-0 flex-col overflow-hidden rounded-lg border border-line bg-surface">
            <TakeOverBar labId={labId} studentId={student.id} userId={userId} name={student.name} running={running} />
            <Tabs
              aria-label={t('tabs')}
              className="flex-1"
              value={tab === 'manager' && !helping ? 'terminal' : tab}
              onValueChange={(value) => {
                setTab(value as Tab)
                // The server made it when the page was opened.
                if (value === 'log') router.refresh()
              }}
              items={items}
            />
          </div>
        </div>
      </TerminalProvider>
    </WorkbenchContext.Provider>
  )
}
