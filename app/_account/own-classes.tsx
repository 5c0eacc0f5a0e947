import { getTranslations } from 'next-intl/server'
import { Link } from '#app/_shell/navigation.ts'
import { Badge } from '#app/_ui/badge.tsx'
import { linkButton } from '#app/_ui/link-button.ts'
import type { OwnClass } from '#lib/classes/own-classes.ts'

/** The classes that one is in; those where one is staff lead to their pages. */
export async function OwnClasses({ classes }: { classes: OwnClass[] }) {
  const t = await getTranslations('account')
  return (
    <div className="space-y-3">
      {classes.length === 0 ? (
        <p className="text-sm text-muted">{t('page.noClasses')}</p>
      ) : (
        <ul className="-mt-2 divide-y divide-line">
          {classes.map(({ id, name, role, archived }) => (
            <li key={id} className="flex items-center gap-3 py-2 text-sm">
              <span className="min-w-0 flex-1 truncate">
                {role === 'student' ? (
                  name
                ) : (
                  <Link href={`/classes/${id}`} className="text-accent underline underline-offset-2">
                    {name}
                  </Link>
                )}
              </span>
              {archived && <Badge>{t('page.archived')}</Badge>}
              <span className="text-muted">{t(`roles.${role}`)}</span>
            </li>
          ))}
        </ul>
      )}
      <Link href="/join" className={linkButton.default}>
        {t('join')}
      </Link>
    </div>
  )
}
