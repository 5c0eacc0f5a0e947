'use client'

import { Fragment, type ReactNode, useEffect, useRef } from 'react'
import { Group, type Layout, Panel, Separator, useGroupRef, usePanelRef } from 'react-resizable-panels'

export interface Pane {
  id: string
  content: ReactNode
  /** "40%" or pixels */
  defaultSize: string | number
  minSize?: string | number
  /** Closes to nothing by double click on the divider beside it. */
  collapsible?: boolean
}

export interface PanesProps {
  /** Under this name the sizes are remembered. */
  id: string
  panes: readonly [Pane, Pane]
  orientation?: 'horizontal' | 'vertical'
  /** The divider's name. */
  label: string
}

/** The line is a pixel thin; what takes the mouse is not. */
const hitArea = "z-10 before:absolute before:content-['']"

const storageKey = (id: string) => `virtlab-panes-${id}`

/** The sizes kept for these panes, in percent; null if there are none that fit. */
function readSizes(id: string, paneIds: string[]): Layout | null {
  try {
    const sizes: unknown = JSON.parse(window.localStorage.getItem(storageKey(id)) ?? 'null')
    const fits = sizes !== null && paneIds.every((pane) => Number.isFinite((sizes as Layout)[pane]))
    return fits ? (sizes as Layout) : null
  } catch {
    return null
  }
}

/** Two panes with a divider that drags, moves by the arrow keys, collapses by double click, and is remembered. */
export function Panes({ id, panes, orientation = 'horizontal', label }: PanesProps) {
  const group = useGroupRef()
  const restored = useRef(false)
  const paneIds = panes.map((pane) => pane.id).join()
  // After hydration, not before: the server cannot know the sizes, and would have drawn others.
  useEffect(() => {
    const sizes = readSizes(id, paneIds.split(','))
    if (sizes) group.current?.setLayout(sizes)
    restored.current = true
  }, [id, paneIds, group])
  const first = usePanelRef()
  const second = usePanelRef()
  const refs = [first, second] as const
  const collapsibleIndex = panes[0].collapsible ? 0 : panes[1].collapsible ? 1 : null
  const horizontal = orientation === 'horizontal'

  function toggle() {
    const panel = collapsibleIndex === null ? null : refs[collapsibleIndex].current
    if (panel?.isCollapsed()) panel.expand()
    else panel?.collapse()
  }
  return (
    <Group
      id={id}
      groupRef={group}
      orientation={orientation}
      onLayoutChanged={(sizes) =>
        restored.current && window.localStorage.setItem(storageKey(id), JSON.stringify(sizes))
      }
      className="size-full"
    >
      {panes.map((pane, index) => (
        <Fragment key={pane.id}>
          {index === 1 && (
            <Separator
              aria-label={label}
              disableDoubleClick
              onDoubleClick={toggle}
              className={`group relative flex shrink-0 items-center justify-center bg-line outline-none hover:bg-accent focus-visible:bg-accent data-[separator=active]:bg-accent ${hitArea} ${horizontal ? 'w-px before:inset-y-0 before:-inset-x-1.5' : 'h-px before:inset-x-0 before:-inset-y-1.5'}`}
            >
              <span
                className={`absolute rounded-full bg-line-strong group-hover:bg-accent group-focus-visible:bg-accent ${horizontal ? 'h-8 w-1' : 'h-1 w-8'}`}
              />
            </Separator>
          )}
          <Panel
            id={pane.id}
            panelRef={refs[index]}
            defaultSize={pane.defaultSize}
            minSize={pane.minSize}
            collapsible={pane.collapsible}
            collapsedSize={0}
            className="min-h-0 min-w-0"
          >
            {pane.content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  )
}
