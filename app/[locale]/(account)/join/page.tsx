import type { Metadata } from 'next'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { AccountFrame } from '#app/_account/account-frame.tsx'
import { CodeForm } from '#app/_account/code-form.tsx'
import { findOffer } from '#app/_account/find-offer.ts'
import { JoinOfferCard } from '#app/_account/join-offer-card.tsx'
import { Link } from '#app/_shell/navigation.ts'
import { currentSession } from '#lib/auth/require-user.ts'

interface Props {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ code?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('join'))('title') }
}

/** Joining a class by its code: first the code, then, with `?code=`, the class that has it. */
export default async function JoinPage({ params, searchParams }: Props) {
  setRequestLocale((await params).locale)
  const t = await getTranslations()
  const session = await currentSession()
  const code = [(await searchParams).code ?? []].flat()[0]
  const found = code === undefined ? null : await findOffer({ code })
  return (
    <AccountFrame actor={session?.actor ?? null}>
      <h1 className="mb-5 text-xl font-semibold">{t('join.title')}</h1>
      {found && 'offer' in found ? (
        <>
          <JoinOfferCard
            joinKey={{ code: String(code) }}
            offer={found.offer}
            path={`/join?code=${encodeURIComponent(String(code))}`}
          />
          <p className="mt-2 text-sm">
            <Link href="/join" className="text-accent underline underline-offset-2">
              {t('join.other')}
            </Link>
          </p>
        </>
      ) : (
        <CodeForm
          typed={code ?? ''}
          error={found ? t(`errors.${found.error.userMessage}`, found.error.params) : undefined}
        />
      )}
    </AccountFrame>
  )
}
