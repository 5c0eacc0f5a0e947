'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Link } from '#app/_shell/navigation.ts'
import { Button } from '#app/_ui/button.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { linkButton } from '#app/_ui/link-button.ts'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('home.broken')
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        icon={<CircleAlert size={36} />}
        title={t('title')}
        actions={
          <>
            <Button kind="primary" onClick={reset}>
              {t('again')}
            </Button>
            <Link href="/" className={linkButton.default}>
              {t('home')}
            </Link>
          </>
        }
      >
        {t('text')}
        {error.digest && <code className="mt-1 block text-xs">{error.digest}</code>}
      </EmptyState>
    </main>
  )
}
