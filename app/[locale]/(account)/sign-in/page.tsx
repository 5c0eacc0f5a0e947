import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { AccountFrame } from '#app/_account/account-frame.tsx'
import { SingleSignOn } from '#app/_account/single-sign-on.tsx'
import { Link, redirect } from '#app/_shell/navigation.ts'
import { singleSignOn } from '#lib/auth/oidc/config.ts'
import { currentAccountSession } from '#lib/auth/require-user.ts'
import { safeReturnPath } from './safe-return-path.ts'
import { SignInForm } from './sign-in-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('signIn') }
}

interface Props {
  searchParams: Promise<{ return?: string; sso?: string }>
}

export default async function SignInPage({ searchParams }: Props) {
  const t = await getTranslations()
  const { return: path, sso } = await searchParams
  const next = safeReturnPath(path)
  const session = await currentAccountSession()
  if (session) {
    const account = next === '/' ? '/account' : { pathname: '/account', query: { return: next } }
    const href = session.mustChangePassword ? account : next
    redirect({ href, locale: await getLocale() })
  }
  const provider = singleSignOn()
  return (
    <AccountFrame actor={null}>
      <h1 className="text-xl font-semibold">{t('account.signIn')}</h1>
      <p className="mt-1 mb-5 text-sm text-muted">{t('common.tagline')}</p>
      {provider && <SingleSignOn name={provider.name} next={next} problem={sso} />}
      <SignInForm next={next} />
      <p className="mt-5 text-sm text-muted">
        {t('account.noAccount')}{' '}
        <Link href="/join" className="text-accent underline underline-offset-2">
          {t('account.joinWithCode')}
        </Link>
      </p>
      <p className="mt-2 text-xs text-muted">{t('account.ownServer')}</p>
    </AccountFrame>
  )
}
