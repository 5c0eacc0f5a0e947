import { setRequestLocale } from 'next-intl/server'
import { ArchivedNote } from '#app/_classes/archived-note.tsx'
import { Members } from '#app/_classes/members.tsx'
import { readClassPage } from '#app/_classes/require-class-page.ts'
import { readMembers } from '#app/_classes/student-rows.ts'

interface Props {
  params: Promise<{ locale: string; classId: string }>
}

/** The people of the class as they are now. */
export default async function ClassPage({ params }: Props) {
  const { locale, classId } = await params
  setRequestLocale(locale)
  const { record, may } = await readClassPage(classId)
  return (
    <>
      {record.archivedAt && <ArchivedNote />}
      <Members
        archived={record.archivedAt !== null}
        classId={classId}
        className={record.name}
        mayManage={may.manage}
        {...(await readMembers(classId))}
      />
    </>
  )
}
