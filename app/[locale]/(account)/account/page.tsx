import type { Metadata } from 'next'
import { getFormatter, getLocale, getTranslations, setRequestLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { AccountSection } from '#app/_account/account-section.tsx'
import { describeBrowser } from '#app/_account/describe-browser.ts'
import { OwnClasses } from '#app/_account/own-classes.tsx'
import { PasswordForm } from '#app/_account/password-form.tsx'
import { ProfileForm } from '#app/_account/profile-form.tsx'
import { SessionList } from '#app/_account/session-list.tsx'
import { redirect } from '#app/_shell/navigation.ts'
import { TopBar } from '#app/_shell/top-bar.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import type { Actor } from '#lib/access/actor.ts'
import { readOwnAccount } from '#lib/auth/own-account.ts'
import { currentAccountSession } from '#lib/auth/require-user.ts'
import { listOwnClasses } from '#lib/classes/own-classes.ts'
import { safeReturnPath } from '../sign-in/safe-return-path.ts'

interface Props {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ return?: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.page'))('title') }
}

/** One's own account. For one who has a password that staff set, only the choice of another, and then on to `?return=`. */
export default async function AccountPage({ params, searchParams }: Props) {
  setRequestLocale((await params).locale)
  const session = await currentAccountSession()
  if (!session)
    return redirect({ href: { pathname: '/sign-in', query: { return: '/account' } }, locale: await getLocale() })
  const t = await getTranslations('account.page')
  const { actor, mustChangePassword } = session
  if (mustChangePassword)
    return (
      <Frame actor={actor}>
        <h1 className="text-2xl font-semibold">{t('mustChange')}</h1>
        <Callout className="my-5">{t('mustChangeWhy')}</Callout>
        <AccountSection title={t('password')}>
          <PasswordForm next={safeReturnPath((await searchParams).return)} />
        </AccountSection>
      </Frame>
    )
  const [account, classes, format] = await Promise.all([readOwnAccount(session), listOwnClasses(actor), getFormatter()])
  const now = new Date()
  const sessions = account.sessions.map(({ id, userAgent, address, since, current }) => {
    const { name, mobile } = describeBrowser(userAgent)
    return { id, browser: name, mobile, address, since: format.relativeTime(since, now), current }
  })
  return (
    <Frame actor={actor}>
      <h1 className="mb-5 text-2xl font-semibold">{t('title')}</h1>
      <div className="space-y-5">
        <AccountSection title={t('profile')}>
          <ProfileForm name={account.name} username={account.username} />
        </AccountSection>
        <AccountSection title={t('password')}>
          {account.hasPassword ? <PasswordForm next={null} /> : <p className="text-sm text-muted">{t('noPassword')}</p>}
        </AccountSection>
        <AccountSection title={t('sessions')}>
          <SessionList sessions={sessions} />
        </AccountSection>
        <AccountSection title={t('classes')}>
          <OwnClasses classes={classes} />
        </AccountSection>
      </div>
    </Frame>
  )
}

function Frame({ actor, children }: { actor: Actor; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar actor={actor} />
      <main className="mx-auto w-full max-w-xl flex-1 px-5 py-8">{children}</main>
    </div>
  )
}
