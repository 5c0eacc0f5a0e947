import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { AccountFrame } from '#app/_account/account-frame.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { currentSession } from '#lib/auth/require-user.ts'
import { refusals } from '#lib/lti/lti-error.ts'

interface Props {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ reason?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('lti.refused'))('title') }
}

/** Why somebody who came from a learning platform was not let in, and what to do. */
export default async function LaunchRefusedPage({ params, searchParams }: Props) {
  setRequestLocale((await params).locale)
  const [given] = [(await searchParams).reason ?? []].flat()
  const reason = refusals.find((one) => one === given) ?? 'unexpected'
  const [t, session] = await Promise.all([getTranslations('lti.refused'), currentSession()])
  return (
    <AccountFrame actor={session?.actor ?? null}>
      <h1 className="mb-4 text-2xl font-semibold">{t('title')}</h1>
      <Callout kind="warning" title={t(`reasons.${reason}.what`)}>
        {t(`reasons.${reason}.do`)}
      </Callout>
      <p className="mt-4 text-sm text-muted">{t('code', { reason })}</p>
    </AccountFrame>
  )
}
