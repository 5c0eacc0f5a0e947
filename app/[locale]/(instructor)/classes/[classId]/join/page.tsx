import { notFound } from 'next/navigation'
import { setRequestLocale } from 'next-intl/server'
import { Invitations } from '#app/_classes/invitations.tsx'
import { Joining } from '#app/_classes/joining.tsx'
import { requireClassPage } from '#app/_classes/require-class-page.ts'
import { listInvitations } from '#lib/classes/invitations.ts'

interface Props {
  params: Promise<{ locale: string; classId: string }>
}

/** How people come into the class by themselves. */
export default async function JoinPage({ params }: Props) {
  const { locale, classId } = await params
  setRequestLocale(locale)
  const { actor, record, may } = await requireClassPage(classId)
  if (!may.manage) notFound()
  return (
    <div className="max-w-4xl space-y-5">
      <Joining classId={classId} className={record.name} code={record.joinCode} />
      <Invitations classId={classId} invitations={await listInvitations(actor, classId)} />
    </div>
  )
}
