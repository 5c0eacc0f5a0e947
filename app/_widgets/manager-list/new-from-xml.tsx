'use client'

import { FileCode2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { FromXmlDialog } from './from-xml-dialog.tsx'

/** The button beside "New VM". */
export function NewFromXml() {
  const t = useTranslations('manager-list')
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton label={t('newFromXml')} icon={<FileCode2 size={15} />} onClick={() => setOpen(true)} />
      {open && <FromXmlDialog onClose={() => setOpen(false)} />}
    </>
  )
}
