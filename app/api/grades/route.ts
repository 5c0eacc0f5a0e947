import { getTranslations } from 'next-intl/server'
import { requireUser } from '#lib/auth/require-user.ts'
import { readGradebook } from '#lib/gradebook/gradebook.ts'
import { gradesCsv } from '#lib/gradebook/grades-csv.ts'
import { listLessons } from '#lib/lessons/lessons.ts'
import { explain } from '../refuse.ts'

/** GET ?class=ID: the gradebook as CSV, in the language of the account. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await requireUser()
    const book = await readGradebook(actor, new URL(request.url).searchParams.get('class') ?? '')
    const t = await getTranslations({ locale: actor.locale, namespace: 'grades' })
    const lessons = new Map((await listLessons(actor.locale)).map((meta) => [meta.slug, meta]))
    const csv = gradesCsv(book, {
      ...{ name: t('csv.name'), username: t('csv.username'), total: t('csv.total') },
      ...{ percent: t('csv.percent'), late: t('csv.late') },
      lesson: (slug) => {
        const meta = lessons.get(slug)
        return meta ? t('lesson', { number: meta.order, title: meta.title }) : slug
      },
    })
    const day = new Date().toISOString().slice(0, 10)
    return new Response(csv, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="grades-${day}.csv"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    return explain(error, 'grades were not exported')
  }
}
