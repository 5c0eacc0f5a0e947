'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Tabs } from '#app/_ui/tabs.tsx'
import { readDomainXmlsAction } from './actions.ts'
import { XmlView } from '../xml/xml-view.tsx'

/** The XML of the VM that was made: what runs, and what is kept. */
export function CreationXml({ labId, uuid, name }: { labId: string; uuid: string; name: string }) {
  const t = useTranslations('wizard.result')
  const [tab, setTab] = useState('persistent')
  const [xmls, setXmls] = useState<{ live: string | null; persistent: string | null } | null>(null)
  useEffect(() => {
    let current = true
    void readDomainXmlsAction(labId, uuid).then((result) => current && result.ok && setXmls(result.value))
    return () => {
      current = false
    }
  }, [labId, uuid])
  if (!xmls) return null
  return (
    <Tabs
      aria-label={t('xml', { name })}
      value={tab}
      onValueChange={setTab}
      items={[
        { value: 'persistent', label: t('persistent'), content: <XmlView xml={xmls.persistent ?? ''} /> },
        {
          value: 'live',
          label: t('live'),
          content: xmls.live ? <XmlView xml={xmls.live} /> : <p className="p-4 text-muted">{t('noLive')}</p>,
        },
      ]}
    />
  )
}
