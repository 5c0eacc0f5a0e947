import { ArrowLeft, ArrowRight } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Link } from '#app/_shell/navigation.ts'
import type { LessonMeta } from '#lib/lessons/lesson-types.ts'
import { listLessons } from '#lib/lessons/lessons.ts'

/** At the end of a lesson: the chapter before and the one after. */
export async function LessonEnds({ meta }: { meta: LessonMeta }) {
  const t = await getTranslations('lesson')
  const lessons = await listLessons(meta.locale)
  const at = lessons.findIndex(({ slug }) => slug === meta.slug)
  const [before, after] = [lessons[at - 1], lessons[at + 1]]
  return (
    <nav className="lesson-ends" aria-label={t('ends')}>
      {before && (
        <Link href={`/lessons/${before.slug}`} rel="prev">
          <ArrowLeft size={16} aria-hidden />
          <span>
            <small>{t('before')}</small>
            {t('chapterTitle', { number: before.order, title: before.title })}
          </span>
        </Link>
      )}
      {after ? (
        <Link href={`/lessons/${after.slug}`} rel="next" className="lesson-ends-next">
          <span>
            <small>{t('after')}</small>
            {t('chapterTitle', { number: after.order, title: after.title })}
          </span>
          <ArrowRight size={16} aria-hidden />
        </Link>
      ) : (
        <Link href="/" className="lesson-ends-next">
          <span>
            <small>{t('last')}</small>
            {t('courseMap')}
          </span>
          <ArrowRight size={16} aria-hidden />
        </Link>
      )}
    </nav>
  )
}
