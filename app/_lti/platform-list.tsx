'use client'

import { Pencil, Plus, School, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { removePlatformAction } from '#app/[locale]/(account)/lti/actions.ts'
import { useRouter } from '#app/_shell/navigation.ts'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { useErrorText } from '#app/_widgets/operation/use-error-text.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import type { PlatformSummary } from '#lib/lti/platforms.ts'
import { PlatformDialog } from './platform-dialog.tsx'

export function PlatformList({ platforms }: { platforms: PlatformSummary[] }) {
  const t = useTranslations('lti.platforms')
  const [edited, setEdited] = useState<PlatformSummary | 'new' | null>(null)
  const [removed, setRemoved] = useState<PlatformSummary | null>(null)
  return (
    <section aria-labelledby="lti-platforms">
      <div className="flex items-center gap-3">
        <h2 id="lti-platforms" className="flex-1 text-lg font-semibold">
          {t('title')}
        </h2>
        <Button kind="primary" icon={<Plus size={15} />} onClick={() => setEdited('new')}>
          {t('add')}
        </Button>
      </div>
      {platforms.length === 0 ? (
        <EmptyState icon={<School size={32} />} title={t('none')} className="mt-3 rounded-lg border border-line">
          {t('noneWhy')}
        </EmptyState>
      ) : (
        <ul className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">
          {platforms.map((platform) => (
            <li key={platform.id} className="flex items-center gap-2 py-2 pr-2 pl-4">
              <div className="min-w-0 flex-1">
                <div className="truncate font-medium">{platform.name}</div>
                <div className="truncate text-sm text-muted">
                  {platform.issuer} · {t('courses', { count: platform.courses })}
                </div>
              </div>
              <IconButton
                label={t('edit', { name: platform.name })}
                icon={<Pencil size={15} />}
                onClick={() => setEdited(platform)}
              />
              <IconButton
                label={t('remove', { name: platform.name })}
                icon={<Trash2 size={15} />}
                onClick={() => setRemoved(platform)}
              />
            </li>
          ))}
        </ul>
      )}
      {edited && <PlatformDialog platform={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {removed && <RemoveDialog platform={removed} onClose={() => setRemoved(null)} />}
    </section>
  )
}

function RemoveDialog({ platform, onClose }: { platform: PlatformSummary; onClose: () => void }) {
  const t = useTranslations('lti.platforms')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<WireError | null>(null)
  const remove = async () => {
    setBusy(true)
    const answer = await removePlatformAction(platform.id)
    setBusy(false)
    if ('error' in answer) return setError(answer.error)
    router.refresh()
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('remove', { name: platform.name })}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void remove()}>
            {t('removeButton')}
          </Button>
        </>
      }
    >
      <p>{t('removeWhat')}</p>
      {error && (
        <Callout kind="error" className="mt-3">
          {errorText(error)}
        </Callout>
      )}
    </Dialog>
  )
}
