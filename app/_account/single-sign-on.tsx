import { KeyRound } from 'lucide-react'
import { getLocale, getTranslations } from 'next-intl/server'
import { Callout } from '#app/_ui/callout.tsx'
import { linkButton } from '#app/_ui/link-button.ts'

const problems = ['cancelled', 'failed', 'unreachable']

/** The way in through the site's own OpenID Connect server, `name`; and why the last try did not end well. */
export async function SingleSignOn({ name, next, problem }: { name: string; next: string; problem?: string }) {
  const t = await getTranslations('account')
  const query = new URLSearchParams({ return: next, locale: await getLocale() })
  return (
    <>
      {problem === 'disabled' && (
        <Callout kind="error" className="mb-4">
          {t('disabled')}
        </Callout>
      )}
      {problem && problems.includes(problem) && (
        <Callout kind="error" className="mb-4">
          {t(`sso.${problem}`, { name })}
        </Callout>
      )}
      {/* No soft navigation: it leads to another server. */}
      <a href={`/api/oidc/start?${query}`} className={`${linkButton.default} w-full`}>
        <KeyRound size={15} aria-hidden />
        {t('sso.button', { name })}
      </a>
      <p className="my-4 flex items-center gap-3 text-xs text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('sso.or')}
      </p>
    </>
  )
}
