'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import type { BootDevice } from '#lib/virt/commands/hardware-commands.ts'

export interface BootRow {
  device: BootDevice
  enabled: boolean
}

export interface BootOrderProps {
  rows: BootRow[]
  disabled: boolean
  labelOf: (device: BootDevice) => string
  onRows: (rows: BootRow[]) => void
}

export function bootName({ element, key }: BootDevice): string {
  return element === 'disk' || element === 'interface' ? key : `${element} ${key}`
}

/** The devices in the order in which they are tried. Alt+↑ and Alt+↓ move a row as its buttons do. */
export function BootOrder({ rows, disabled, labelOf, onRows }: BootOrderProps) {
  const t = useTranslations('hardware.boot')
  const list = useRef<HTMLOListElement>(null)

  function move(index: number, by: -1 | 1) {
    const row = rows[index]
    if (disabled || !row || !rows[index + by]) return
    const next = rows.toSpliced(index, 1)
    next.splice(index + by, 0, row)
    onRows(next)
    // The row takes the focus with it.
    requestAnimationFrame(() =>
      list.current?.children[index + by]?.querySelector<HTMLElement>('[role=checkbox]')?.focus(),
    )
  }

  if (rows.length === 0) return <p className="py-1.5 text-sm text-muted">{t('noDevices')}</p>
  return (
    <ol ref={list} aria-label={t('field.rows')} className="rounded-md border border-line">
      {rows.map(({ device, enabled }, index) => (
        // biome-ignore lint/a11y/noNoninteractiveElementInteractions: the keys are its controls', caught on their way up
        <li
          key={`${device.element} ${device.key}`}
          className="flex h-8 items-center gap-2 border-b border-line px-2 last:border-0"
          onKeyDown={(event) => {
            if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
            event.preventDefault()
            move(index, event.key === 'ArrowUp' ? -1 : 1)
          }}
        >
          <Checkbox
            className="flex-1"
            checked={enabled}
            disabled={disabled}
            label={
              <span>
                {labelOf(device)} <code className="text-muted">{device.key}</code>
              </span>
            }
            onCheckedChange={(on) => onRows(rows.with(index, { device, enabled: on }))}
          />
          <IconButton
            label={t('up', { name: bootName(device) })}
            icon={<ArrowUp size={15} />}
            unavailable={disabled || index === 0}
            onClick={() => move(index, -1)}
          />
          <IconButton
            label={t('down', { name: bootName(device) })}
            icon={<ArrowDown size={15} />}
            unavailable={disabled || index === rows.length - 1}
            onClick={() => move(index, 1)}
          />
        </li>
      ))}
    </ol>
  )
}
