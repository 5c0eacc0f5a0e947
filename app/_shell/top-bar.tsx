import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Actor } from '#lib/access/actor.ts'
import { Logo } from './logo.tsx'
import { GlossaryLink } from './glossary-link.tsx'
import { Link } from './navigation.ts'
import { LanguageMenu, ThemeMenu } from './preferences-menu.tsx'
import { SearchButton } from './search-button.tsx'
import { themeCookie, toTheme } from './theme.ts'
import { UserMenu } from './user-menu.tsx'

/** The thin bar on every page: `children` in the middle, preferences and account at the right. */
export async function TopBar({ actor, children }: { actor: Actor | null; children?: ReactNode }) {
  const t = await getTranslations('common')
  const theme = toTheme((await cookies()).get(themeCookie)?.value)
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-surface px-3">
      <Link href="/" className="flex items-center gap-2 rounded-sm font-semibold" title={t('home')}>
        <Logo />
        <span>{t('product')}</span>
      </Link>
      <div className="flex min-w-0 flex-1 items-center gap-3 pl-3">{children}</div>
      {actor && (
        <>
          <SearchButton />
          <GlossaryLink />
        </>
      )}
      <LanguageMenu />
      <ThemeMenu initial={theme} />
      {actor && <UserMenu name={actor.name} role={actor.role} />}
    </header>
  )
}
