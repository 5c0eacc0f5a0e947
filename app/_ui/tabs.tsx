'use client'

import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export interface TabItem {
  value: string
  label: ReactNode
  icon?: ReactNode
  content: ReactNode
  /** Stays mounted while another tab is up (a terminal, a screen). */
  keepMounted?: boolean
}

export interface TabsProps {
  value: string
  onValueChange: (value: string) => void
  items: readonly TabItem[]
  /** At the right end of the tab row. */
  aside?: ReactNode
  className?: string
  'aria-label': string
}

/** A row of tabs (36 px) over a panel that takes the height left. */
export function Tabs({ value, onValueChange, items, aside, className, 'aria-label': label }: TabsProps) {
  return (
    <Radix.Root
      value={value}
      onValueChange={onValueChange}
      className={classNames('flex min-h-0 min-w-0 flex-col', className)}
    >
      <div className="flex h-9 shrink-0 items-stretch border-b border-line bg-surface">
        <Radix.List aria-label={label} className="scroll-thin flex min-w-0 flex-1 items-stretch overflow-x-auto px-1">
          {items.map((item) => (
            <Radix.Trigger
              key={item.value}
              value={item.value}
              className={classNames(
                'inline-flex items-center gap-1.5 border-b-2 border-transparent px-2.5 text-sm whitespace-nowrap text-muted outline-offset-[-2px] hover:text-text',
                'data-[state=active]:border-accent data-[state=active]:text-text',
              )}
            >
              {item.icon}
              {item.label}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {aside && <div className="flex items-center gap-1 px-2">{aside}</div>}
      </div>
      {items.map((item) => (
        <Radix.Content
          key={item.value}
          value={item.value}
          forceMount={item.keepMounted || undefined}
          className="min-h-0 flex-1 outline-offset-[-2px] data-[state=inactive]:hidden"
        >
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
