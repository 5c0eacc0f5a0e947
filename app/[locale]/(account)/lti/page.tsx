import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { HowToMoodle } from '#app/_lti/how-to-moodle.tsx'
import { PlatformList } from '#app/_lti/platform-list.tsx'
import { requirePageUser } from '#app/_shell/require-page-user.ts'
import { TopBar } from '#app/_shell/top-bar.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { CopyButton } from '#app/_ui/copy-button.tsx'
import { can } from '#lib/access/can.ts'
import { isAllowedOrigin } from '#lib/auth/origins.ts'
import { listPlatforms } from '#lib/lti/platforms.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('lti'))('title') }
}

/** Learning platforms that send people here, for an administrator. */
export default async function LtiPage({ params }: { params: Promise<{ locale: string }> }) {
  setRequestLocale((await params).locale)
  const actor = await requirePageUser('/lti')
  if (!can(actor, 'manage', { kind: 'site' })) notFound()
  const [t, platforms, origin] = await Promise.all([getTranslations('lti'), listPlatforms(actor), ownAddress()])
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar actor={actor} />
      <main className="mx-auto w-full max-w-4xl flex-1 space-y-10 px-5 py-8">
        <div>
          <h1 className="text-2xl font-semibold">{t('title')}</h1>
          <p className="mt-2 max-w-2xl text-muted">{t('intro')}</p>
        </div>
        <PlatformList platforms={platforms} />
        <section aria-labelledby="lti-addresses">
          <h2 id="lti-addresses" className="text-lg font-semibold">
            {t('addresses.title')}
          </h2>
          <p className="mt-1 text-sm text-muted">{t('addresses.intro')}</p>
          <dl className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">
            {(['tool', 'login', 'launch', 'jwks'] as const).map((name) => (
              <div key={name} className="flex items-center gap-3 py-1.5 pr-2 pl-4">
                <dt className="w-44 shrink-0 text-sm text-muted">{t(`addresses.${name}`)}</dt>
                <dd className="flex min-w-0 flex-1 items-center gap-3">
                  <span className="min-w-0 flex-1 font-mono text-sm break-all">{addressOf(origin, name)}</span>
                  <CopyButton
                    text={addressOf(origin, name)}
                    label={t('addresses.copy', { what: t(`addresses.${name}`) })}
                  />
                </dd>
              </div>
            ))}
          </dl>
          {new URL(origin).protocol === 'http:' && (
            <Callout kind="warning" className="mt-3">
              {t('addresses.local')}
            </Callout>
          )}
        </section>
        <HowToMoodle />
      </main>
    </div>
  )
}

function addressOf(origin: string, name: 'tool' | 'login' | 'launch' | 'jwks'): string {
  return name === 'tool' ? origin : `${origin}/api/lti/${name}`
}

/** As the browser that asks has it. */
async function ownAddress(): Promise<string> {
  const host = (await headers()).get('host') ?? 'localhost'
  return [`https://${host}`, `http://${host}`].find(isAllowedOrigin) ?? `http://${host}`
}
