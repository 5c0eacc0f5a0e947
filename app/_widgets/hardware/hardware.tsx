'use client'

import { MonitorOff, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Tabs } from '#app/_ui/tabs.tsx'
import type { LiveState } from '#lib/gateway/protocol.ts'
import type { Domain } from '#lib/virt/types.ts'
import { useLive } from '../live-state/live-state.tsx'
import { AddHardware } from './add-hardware/add-hardware.tsx'
import { listDevices } from './device-list.ts'
import { DeviceTree } from './device-tree.tsx'
import { Panel } from './panels.tsx'
import { PendingBanner } from './pending-banner.tsx'
import { XmlPanel } from './xml-panel.tsx'

export interface HardwareProps {
  vm: string
  /** For a lesson: only the panel of this kind (ItemKind; the first of them) or of this item, without the tree. */
  focus?: string
}

const selectDomains = (state: LiveState) => state.domains

/** A VM's details, as virt-manager shows them: the tree of its hardware, and for each row its form and its XML. */
export function Hardware({ vm, focus }: HardwareProps) {
  const t = useTranslations('hardware')
  const domains = useLive(selectDomains)
  const domain = domains && Object.values(domains).find(({ name }) => name === vm)
  if (!domains) return null
  if (!domain || (!domain.liveXml && !domain.inactiveXml))
    return <EmptyState icon={<MonitorOff size={28} />} title={t('gone', { name: vm })} />
  return <Details key={domain.uuid} domain={domain} focus={focus} />
}

function Details({ domain, focus }: { domain: Domain; focus?: string }) {
  const t = useTranslations('hardware')
  const { liveXml, inactiveXml } = domain
  const items = useMemo(() => listDevices({ liveXml, inactiveXml }), [liveXml, inactiveXml])
  const [selected, setSelected] = useState<string>(focus ?? 'overview')
  const [tab, setTab] = useState('details')
  const [adding, setAdding] = useState(false)
  const item = items.find(({ id }) => id === selected) ?? items.find(({ kind }) => kind === selected) ?? items[0]
  if (!item) return null
  return (
    <section
      aria-label={t('title', { name: domain.name })}
      data-testid="hardware"
      className="@container overflow-hidden rounded-md border border-line bg-surface"
    >
      <PendingBanner domain={domain} items={items} />
      <div className="flex min-h-96 flex-col @lg:flex-row">
        {!focus && (
          <div className="flex shrink-0 flex-col border-b border-line @lg:w-44 @lg:border-r @lg:border-b-0 @3xl:w-52">
            <DeviceTree domain={domain} items={items} selected={item.id} onSelect={setSelected} />
            <div className="border-t border-line p-2">
              <Button className="w-full" icon={<Plus size={15} />} onClick={() => setAdding(true)}>
                {t('addHardware')}
              </Button>
            </div>
          </div>
        )}
        <Tabs
          aria-label={t('tabs')}
          className="min-w-0 flex-1"
          value={tab}
          onValueChange={setTab}
          items={[
            {
              value: 'details',
              label: t('details'),
              content: (
                <div className="p-3 @3xl:p-4">
                  <Panel key={item.id} domain={domain} item={item} />
                </div>
              ),
            },
            {
              value: 'xml',
              label: 'XML',
              content: (
                <div className="p-3 @3xl:p-4">
                  <XmlPanel key={item.element === null ? 'domain' : item.id} domain={domain} item={item} />
                </div>
              ),
            },
          ]}
        />
      </div>
      <AddHardware domain={domain} open={adding} onOpenChange={setAdding} />
    </section>
  )
}
