import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { AccountFrame } from '#app/_account/account-frame.tsx'
import { findOffer } from '#app/_account/find-offer.ts'
import { JoinOfferCard } from '#app/_account/join-offer-card.tsx'
import { Link } from '#app/_shell/navigation.ts'
import { Callout } from '#app/_ui/callout.tsx'
import { linkButton } from '#app/_ui/link-button.ts'
import { currentSession } from '#lib/auth/require-user.ts'

interface Props {
  params: Promise<{ locale: string; token: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  // The address is a secret: no page that this one leads to may hear of it.
  return { title: (await getTranslations('join'))('title'), referrer: 'no-referrer' }
}

/** Joining a class by the link of an invitation. */
export default async function InvitationPage({ params }: Props) {
  const { locale, token } = await params
  setRequestLocale(locale)
  const t = await getTranslations()
  const session = await currentSession()
  const found = await findOffer({ token })
  return (
    <AccountFrame actor={session?.actor ?? null}>
      <h1 className="mb-5 text-xl font-semibold">{t('join.title')}</h1>
      {'offer' in found ? (
        <JoinOfferCard joinKey={{ token }} offer={found.offer} path={`/join/${token}`} />
      ) : (
        <Callout
          kind="error"
          title={t('join.refusedTitle')}
          actions={
            <Link href="/join" className={linkButton.default}>
              {t('join.code')}
            </Link>
          }
        >
          <p>{t(`errors.${found.error.userMessage}`, found.error.params)}</p>
          <p>{t('join.askStaff')}</p>
        </Callout>
      )}
    </AccountFrame>
  )
}
