'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { CopyButton } from '#app/_ui/copy-button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'

export interface PasswordOnceProps {
  /** Null: closed. */
  made: { name: string; username: string | null; password: string } | null
  onClose: () => void
}

/** A made-up password, shown this once, to be handed over. Only its own button closes it. */
export function PasswordOnce({ made, onClose }: PasswordOnceProps) {
  const t = useTranslations('accounts.password')
  if (!made) return null
  const { name, username, password } = made
  return (
    <Dialog
      open
      onOpenChange={onClose}
      dismissible={false}
      title={t('title', { name })}
      footer={
        <Button kind="primary" onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      <Callout kind="warning">{t('once')}</Callout>
      <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 text-sm">
        {username && (
          <>
            <dt className="text-muted">{t('username')}</dt>
            <dd className="font-mono break-all select-all">{username}</dd>
            <dd>
              <CopyButton text={`${username}\t${password}`} label={t('copyBoth')} />
            </dd>
          </>
        )}
        <dt className="text-muted">{t('password')}</dt>
        <dd className="font-mono text-base break-all select-all" data-testid="new-password">
          {password}
        </dd>
        <dd>
          <CopyButton text={password} />
        </dd>
      </dl>
    </Dialog>
  )
}
