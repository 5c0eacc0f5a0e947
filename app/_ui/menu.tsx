'use client'

import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

const itemStyle =
  'relative flex min-h-8 items-center gap-2 rounded-sm px-2.5 text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover'

/** A menu under its trigger (one button element). */
export function Menu({
  trigger,
  children,
  align = 'end',
}: {
  trigger: ReactElement
  children: ReactNode
  align?: 'start' | 'end'
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-44 rounded-md border border-line bg-raised p-1 shadow-pop"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** A menu at a point of the window, as a right click opens one; open while there is a point. */
export function MenuAt({
  point,
  onClose,
  onClosed,
  label,
  children,
}: {
  point: { x: number; y: number } | null
  onClose: () => void
  /** It is gone, and the focus with it: give it to something. */
  onClosed: () => void
  label: string
  children: ReactNode
}) {
  return (
    <Radix.Root open={point !== null} onOpenChange={(open) => open || onClose()}>
      <Radix.Trigger asChild>
        <span aria-hidden className="fixed size-0" style={{ left: point?.x ?? 0, top: point?.y ?? 0 }} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="start"
          aria-label={label}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            onClosed()
          }}
          className="scroll-thin z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-pop"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export interface MenuItemProps {
  children: ReactNode
  icon?: ReactNode
  /** Shown as a key hint at the right. */
  hint?: ReactNode
  danger?: boolean
  disabled?: boolean
  /** Does nothing now, but can be reached, so that its hint is read out: put the reason there. */
  unavailable?: boolean
  onSelect: () => void
}

export function MenuItem({ children, icon, hint, danger, disabled, unavailable, onSelect }: MenuItemProps) {
  return (
    <Radix.Item
      disabled={disabled}
      aria-disabled={unavailable || disabled || undefined}
      onSelect={unavailable ? (event) => event.preventDefault() : onSelect}
      className={danger ? `${itemStyle} text-bad` : itemStyle}
    >
      {icon}
      <span className={unavailable ? 'flex-1 opacity-50' : 'flex-1'}>{children}</span>
      {hint && <span className="text-xs text-muted">{hint}</span>}
    </Radix.Item>
  )
}

export interface MenuChoiceProps {
  value: string
  onValueChange: (value: string) => void
  options: readonly { value: string; label: ReactNode }[]
}

export function MenuChoice({ value, onValueChange, options }: MenuChoiceProps) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onValueChange}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={`${itemStyle} pl-7`}>
          <Radix.ItemIndicator className="absolute left-2 text-accent">
            <Check size={14} />
          </Radix.ItemIndicator>
          {option.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}

/** One of several that are on or off; the menu stays open. */
export function MenuCheck({ checked, onCheckedChange, children }: MenuCheckProps) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next === true)}
      onSelect={(event) => event.preventDefault()}
      className={`${itemStyle} pl-7`}
    >
      <Radix.ItemIndicator className="absolute left-2 text-accent">
        <Check size={14} />
      </Radix.ItemIndicator>
      {children}
    </Radix.CheckboxItem>
  )
}

export interface MenuCheckProps {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  children: ReactNode
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 py-1 text-xs text-muted">{children}</Radix.Label>
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />
}
