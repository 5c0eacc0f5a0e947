import { Users } from 'lucide-react'
import { getLocale, getTranslations } from 'next-intl/server'
import { Link, redirect } from '#app/_shell/navigation.ts'
import { Badge } from '#app/_ui/badge.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { linkButton } from '#app/_ui/link-button.ts'
import { currentAccountSession } from '#lib/auth/require-user.ts'
import type { JoinKey, JoinOffer } from '#lib/classes/join.ts'
import { roleInClass } from '#lib/classes/class-role.ts'
import { JoinButton, SignUpForm } from './sign-up-form.tsx'
import { SwitchAccount } from './switch-account.tsx'

/** Which class it is, and the way in: an account to make, or one button. `path`: of this page, to come back to. */
export async function JoinOfferCard({ joinKey, offer, path }: { joinKey: JoinKey; offer: JoinOffer; path: string }) {
  const t = await getTranslations('join')
  const roles = await getTranslations('account.roles')
  const session = await currentAccountSession()
  if (session?.mustChangePassword)
    redirect({ href: { pathname: '/account', query: { return: path } }, locale: await getLocale() })
  const member = session && (await roleInClass(session.actor.userId, offer.classId))
  return (
    <>
      <div className="mb-5 flex items-center gap-3 rounded-lg border border-line bg-surface p-4">
        <Users size={20} className="shrink-0 text-muted" aria-hidden />
        <div className="min-w-0 flex-1">
          <p className="text-xs text-muted">{t('forClass')}</p>
          <p className="font-medium break-words">{offer.className}</p>
        </div>
        <Badge tone="accent">{roles(offer.role)}</Badge>
      </div>
      {member === offer.role ? (
        <Callout
          kind="good"
          actions={
            <Link href="/?view=course" className={linkButton.default}>
              {t('toCourse')}
            </Link>
          }
        >
          {t('already')}
        </Callout>
      ) : session ? (
        <>
          <p className="mb-3 text-sm">{t('as', { name: session.actor.name })}</p>
          <JoinButton joinKey={joinKey} />
          <p className="mt-4 text-sm text-muted">
            {t('notYou')} <SwitchAccount path={path} />
          </p>
        </>
      ) : (
        <>
          <h2 className="mb-3 font-semibold">{t('newTitle')}</h2>
          <SignUpForm joinKey={joinKey} invitedName={offer.invitedName} />
          <p className="mt-4 text-sm text-muted">
            {t('haveAccount')}{' '}
            <Link
              href={{ pathname: '/sign-in', query: { return: path } }}
              className="text-accent underline underline-offset-2"
            >
              {t('signInInstead')}
            </Link>
          </p>
        </>
      )}
    </>
  )
}
