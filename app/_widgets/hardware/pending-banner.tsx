'use client'

import { diffLines } from 'diff'
import { Clock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { Dialog } from '#app/_ui/dialog.tsx'
import type { Domain } from '#lib/virt/types.ts'
import { comparableXml, type PendingChange, pendingChanges } from '#lib/virt/xml/pending-changes.ts'
import { type DeviceItem, devicesOf } from './device-list.ts'

/** For a VM that runs: what was changed and waits for its next start, each with what it is now and what it will be. */
export function PendingBanner({ domain, items }: { domain: Domain; items: DeviceItem[] }) {
  const t = useTranslations('hardware.pending')
  const [open, setOpen] = useState(false)
  const { liveXml, inactiveXml } = domain
  const changes = useMemo(
    () => (liveXml && inactiveXml ? pendingChanges(liveXml, inactiveXml, devicesOf) : []),
    [liveXml, inactiveXml],
  )
  if (changes.length === 0 || !liveXml || !inactiveXml) return null
  return (
    <div
      role="status"
      data-testid="pending-banner"
      className="flex items-center gap-2 border-b border-line bg-accent-soft px-3 py-1.5 text-sm"
    >
      <Clock size={15} className="shrink-0 text-accent" aria-hidden />
      <span className="min-w-0 flex-1">{t('count', { count: changes.length })}</span>
      <Button onClick={() => setOpen(true)}>{t('show')}</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        size="large"
        title={t('title', { name: domain.name })}
        description={t('text')}
      >
        <Changes changes={changes} items={items} />
        <h4 className="mt-4 mb-1 text-sm font-semibold">{t('asXml')}</h4>
        {open && <SideBySide now={comparableXml(liveXml)} next={comparableXml(inactiveXml)} />}
      </Dialog>
    </div>
  )
}

function Changes({ changes, items }: { changes: PendingChange[]; items: DeviceItem[] }) {
  const t = useTranslations('hardware.pending')
  const words = useTranslations('hardware')
  const labelOf = (device: string | null) => {
    const item = items.find(({ id }) => id === device)
    return item ? words(`device.${item.label.key}`, item.label.params) : device
  }
  // A device or an element that says all by being there.
  const shown = (value: string | null, path: string) =>
    value === null ? t(path === '' ? 'none' : 'unset') : path === '' || value === '' ? t('there') : value
  // Dots would be steps into the messages.
  const key = (path: string) => path.replaceAll(/[@/.[\]]/g, '-').replace(/^-/, '')
  return (
    <table className="w-full text-sm" data-testid="pending-changes">
      <thead>
        <tr className="h-8 border-b border-line text-left text-xs text-muted">
          {(['what', 'now', 'next'] as const).map((column) => (
            <th key={column} scope="col" className="px-2 font-medium">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ device, path, now, next }) => (
          <tr key={`${device} ${path}`} className="h-8 border-b border-line align-top last:border-0">
            <th scope="row" className="px-2 py-1.5 text-left font-normal">
              {device !== null && <span className="mr-1 font-medium">{labelOf(device)}</span>}
              {path !== '' && (t.has(`path.${key(path)}`) ? t(`path.${key(path)}`) : <code>{path}</code>)}
            </th>
            <td className="px-2 py-1.5 break-all">{shown(now, path)}</td>
            <td className="px-2 py-1.5 font-medium break-all">{shown(next, path)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface Row {
  left: string | null
  right: string | null
}

/** Lines that stay are shown only close to those that change. */
const around = 3

function SideBySide({ now, next }: { now: string; next: string }) {
  const t = useTranslations('hardware.pending')
  const rows = useMemo(() => sideBySide(now, next), [now, next])
  const cell = (text: string | null, changed: boolean, look: string) => (
    <td className={classNames('w-1/2 px-2 break-all whitespace-pre-wrap', changed && text !== null && look)}>
      {text !== null && changed ? <strong className="font-semibold">{text}</strong> : text}
    </td>
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and so must be reached by keyboard
    <div tabIndex={0} className="scroll-thin max-h-80 overflow-auto rounded-sm border border-line bg-sunken">
      <table className="w-full table-fixed font-mono text-xs leading-5" data-testid="pending-xml">
        <thead>
          <tr className="border-b border-line text-left">
            <th scope="col" className="px-2 font-medium">
              {t('now')}
            </th>
            <th scope="col" className="px-2 font-medium">
              {t('next')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ left, right }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <tr key={index}>
              {cell(left, left !== right, 'bg-bad-soft')}
              {cell(right, left !== right, 'bg-good-soft')}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function sideBySide(now: string, next: string): Row[] {
  const rows: Row[] = []
  let removed: string[] = []
  const lines = (value: string) => value.replace(/\n$/, '').split('\n')
  const flush = (added: string[]) => {
    for (let i = 0; i < Math.max(removed.length, added.length); i += 1)
      rows.push({ left: removed[i] ?? null, right: added[i] ?? null })
    removed = []
  }
  for (const { value, added, removed: gone } of diffLines(now, next)) {
    if (gone) removed = lines(value)
    else if (added) flush(lines(value))
    else {
      flush([])
      rows.push(...lines(value).map((line) => ({ left: line, right: line })))
    }
  }
  flush([])
  const near = (index: number) =>
    rows.slice(Math.max(0, index - around), index + around + 1).some(({ left, right }) => left !== right)
  return rows.flatMap((row, index) => {
    if (near(index)) return [row]
    return index > 0 && near(index - 1) ? [{ left: '⋮', right: '⋮' }] : []
  })
}
