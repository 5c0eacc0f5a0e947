import { getTranslations } from 'next-intl/server'
import { Callout } from '#app/_ui/callout.tsx'

/** Why nothing can be done in a class. */
export async function ArchivedNote() {
  const t = await getTranslations('class.archive')
  return (
    <Callout title={t('note')} className="mb-5">
      {t('noteWhy')}
    </Callout>
  )
}
