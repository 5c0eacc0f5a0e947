'use client'

import {
  Activity,
  Cable,
  CircuitBoard,
  Clock,
  Cpu,
  Disc3,
  Fan,
  Gamepad2,
  HardDrive,
  Info,
  Keyboard,
  type LucideIcon,
  MemoryStick,
  Monitor,
  MonitorCog,
  Mouse,
  Network,
  Power,
  Save,
  ShieldCheck,
  Dices,
  FolderOpen,
  Terminal,
  Usb,
  Volume2,
  Watch,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import type { Domain } from '#lib/virt/types.ts'
import { useGlowing, useValueGlow } from '../live-state/live-state.tsx'
import { type DeviceItem, findDevice, type ItemKind } from './device-list.ts'
import { XmlDocument } from '#lib/virt/xml/edit.ts'

const icons: Partial<Record<ItemKind, LucideIcon>> = {
  overview: Info,
  os: MonitorCog,
  performance: Activity,
  cpus: Cpu,
  memory: MemoryStick,
  boot: Power,
  disk: HardDrive,
  cdrom: Disc3,
  floppy: Save,
  nic: Network,
  input: Mouse,
  graphics: Monitor,
  sound: Volume2,
  serial: Terminal,
  parallel: Terminal,
  console: Terminal,
  channel: Cable,
  video: MonitorCog,
  watchdog: Watch,
  controller: CircuitBoard,
  filesystem: FolderOpen,
  redirdev: Usb,
  hostdev: Gamepad2,
  tpm: ShieldCheck,
  rng: Dices,
  memballoon: Fan,
}

export interface DeviceTreeProps {
  domain: Domain
  items: DeviceItem[]
  selected: string
  onSelect: (id: string) => void
}

/** virt-manager's list of a VM's hardware. Arrow keys go from row to row. */
export function DeviceTree({ domain, items, selected, onSelect }: DeviceTreeProps) {
  const t = useTranslations('hardware')
  const list = useRef<HTMLUListElement>(null)
  const changed = useGlowing().has(domain.uuid)
  const drawn = useRef(false)
  useEffect(() => {
    drawn.current = true
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLButtonElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (to === undefined || !rows[to]) return
    event.preventDefault()
    rows[to].focus()
  }
  return (
    <nav aria-label={t('tree')} className="scroll-thin max-h-64 min-h-0 flex-1 overflow-y-auto p-1 @lg:max-h-[44rem]">
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: the keys are its buttons', caught on their way up */}
      <ul ref={list} onKeyDown={onKeyDown} data-testid="device-tree">
        {items.map((item) => (
          <Row
            key={item.id}
            domain={domain}
            item={item}
            selected={item.id === selected}
            onSelect={onSelect}
            late={drawn.current}
            changed={changed}
          />
        ))}
      </ul>
    </nav>
  )
}

/** For so long a row that the terminal added is new; its change is told within this time. */
const newMs = 1_500

interface RowProps {
  domain: Domain
  item: DeviceItem
  selected: boolean
  onSelect: (id: string) => void
  /** It came when the others were there already. */
  late: boolean
  /** The terminal has just changed something of the VM. */
  changed: boolean
}

function Row({ domain, item, selected, onSelect, late, changed }: RowProps) {
  const t = useTranslations('hardware')
  const Icon = item.label.key === 'keyboard' ? Keyboard : (icons[item.kind] ?? CircuitBoard)
  const glows = useValueGlow(domain.uuid, valueOf(domain, item))
  const [isNew, setNew] = useState(late)
  useEffect(() => {
    const timer = setTimeout(() => setNew(false), newMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <li className={glows || (isNew && changed) ? 'glow-once' : undefined}>
      <button
        type="button"
        aria-current={selected ? 'true' : undefined}
        tabIndex={selected ? 0 : -1}
        onClick={() => onSelect(item.id)}
        className={classNames(
          'flex h-8 w-full items-center gap-2 rounded-sm px-2 text-left text-sm outline-offset-[-2px]',
          selected ? 'bg-accent-soft font-medium text-accent' : 'hover:bg-hover',
        )}
      >
        <Icon size={15} className="shrink-0" aria-hidden />
        <span className="min-w-0 flex-1 truncate">{t(`device.${item.label.key}`, item.label.params)}</span>
        {item.presence !== 'both' && (
          <span className="flex items-center gap-1 text-xs text-accent">
            <Clock size={12} aria-hidden />
            {t(`presence.${item.presence}`)}
          </span>
        )}
      </button>
    </li>
  )
}

/** A device's own part of what is kept, so that its row glows when the terminal changes just that. */
function valueOf({ inactiveXml, liveXml }: Domain, { id, element }: DeviceItem): string {
  const xml = inactiveXml ?? liveXml
  if (element === null || !xml) return ''
  return findDevice(rootOf(xml), id)?.toString() ?? ''
}

let parsed: { xml: string; document: XmlDocument } | null = null

/** All rows ask about the same XML, one after the other. */
function rootOf(xml: string) {
  if (parsed?.xml !== xml) parsed = { xml, document: new XmlDocument(xml) }
  return parsed.document.root
}
