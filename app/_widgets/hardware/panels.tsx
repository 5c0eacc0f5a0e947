'use client'

import type { ComponentType } from 'react'
import type { Domain } from '#lib/virt/types.ts'
import { DisplayPanel } from '../display/display-panel.tsx'
import type { DeviceItem, ItemKind } from './device-list.ts'
import { BootPanel } from './panels/boot-panel.tsx'
import { CdromPanel } from './panels/cdrom-panel.tsx'
import { CpusPanel } from './panels/cpus-panel.tsx'
import { DiskPanel } from './panels/disk-panel.tsx'
import { GenericDevicePanel } from './panels/generic-device-panel.tsx'
import { MemoryPanel } from './panels/memory-panel.tsx'
import { NicPanel } from './panels/nic-panel.tsx'
import { OsPanel } from './panels/os-panel.tsx'
import { OverviewPanel } from './panels/overview-panel.tsx'
import { PerformancePanel } from './panels/performance-panel.tsx'

export interface PanelProps {
  domain: Domain
  item: DeviceItem
}

/** Which panel shows what; the generic one for every other device. */
const panels: Partial<Record<ItemKind, ComponentType<PanelProps>>> = {
  overview: OverviewPanel,
  os: OsPanel,
  performance: PerformancePanel,
  cpus: CpusPanel,
  memory: MemoryPanel,
  boot: BootPanel,
  disk: DiskPanel,
  floppy: DiskPanel,
  cdrom: CdromPanel,
  nic: NicPanel,
  graphics: ({ domain }) => <DisplayPanel vm={domain.name} />,
}

export function Panel(props: PanelProps) {
  const Component = panels[props.item.kind] ?? GenericDevicePanel
  return <Component {...props} />
}
