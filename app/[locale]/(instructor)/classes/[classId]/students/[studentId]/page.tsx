import { ArrowLeft } from 'lucide-react'
import { notFound } from 'next/navigation'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { requireClassPage } from '#app/_classes/require-class-page.ts'
import { AuditList } from '#app/_help/audit-list.tsx'
import { Standing } from '#app/_help/standing.tsx'
import { StudentView } from '#app/_help/student-view.tsx'
import { Link } from '#app/_shell/navigation.ts'
import { can } from '#lib/access/can.ts'
import { listMembers } from '#lib/classes/class-record.ts'
import { labSubject } from '#lib/classes/subject.ts'
import { readLabLog } from '#lib/help/lab-log.ts'
import { courseId } from '#lib/labs/course.ts'
import { findOrCreateLab } from '#lib/labs/lab-service.ts'
import type { LessonLocale } from '#lib/lessons/lesson-types.ts'

interface Props {
  params: Promise<{ locale: LessonLocale; classId: string; studentId: string }>
}

/** One student of the class: their lab to look at, and to help in. */
export default async function StudentPage({ params }: Props) {
  const { locale, classId, studentId } = await params
  setRequestLocale(locale)
  const { actor } = await requireClassPage(classId)
  const member = (await listMembers(classId)).find(({ userId, role }) => userId === studentId && role === 'student')
  const subject = { ...(await labSubject(actor, studentId)), takenOver: true }
  if (!member || !can(actor, 'view', subject)) notFound()
  const [lab, entries, t] = await Promise.all([
    findOrCreateLab({ studentId, courseId }),
    readLabLog(actor, { studentId }),
    getTranslations('help.student'),
  ])
  const student = { id: studentId, name: member.name }
  return (
    <>
      <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <Link
          href={`/classes/${classId}/wall`}
          className="inline-flex items-center gap-1 text-sm text-muted hover:text-text"
        >
          <ArrowLeft size={14} aria-hidden />
          {t('back')}
        </Link>
        <h2 className="text-xl font-semibold">{member.name}</h2>
        <span className="text-sm text-muted">{member.username}</span>
        <Link
          href={`/classes/${classId}/grades/${studentId}`}
          className="ml-auto text-sm text-accent underline underline-offset-2"
        >
          {t('timeline')}
        </Link>
      </div>
      <StudentView
        labId={lab.id}
        student={student}
        userId={actor.userId}
        mayManage={can(actor, 'manage', subject)}
        standing={<Standing student={student} locale={locale} />}
        log={<AuditList entries={entries} />}
      />
    </>
  )
}
