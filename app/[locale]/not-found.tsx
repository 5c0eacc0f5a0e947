import { Compass } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Link } from '#app/_shell/navigation.ts'
import { TopBar } from '#app/_shell/top-bar.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { linkButton } from '#app/_ui/link-button.ts'
import { currentSession } from '#lib/auth/require-user.ts'

export default async function NotFound() {
  const t = await getTranslations('home')
  const session = await currentSession()
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar actor={session?.actor ?? null} />
      <main className="flex flex-1 items-center justify-center">
        <EmptyState
          icon={<Compass size={36} />}
          title={t('notFound.title')}
          actions={
            <Link href="/" className={linkButton.primary}>
              {t('notFound.home')}
            </Link>
          }
        >
          {t('notFound.text')}
        </EmptyState>
      </main>
    </div>
  )
}
