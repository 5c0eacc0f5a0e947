import { HandButton } from '#app/_help/hand-button.tsx'
import { WatchersNote } from '#app/_help/watchers-note.tsx'
import { currentSession } from '#lib/auth/require-user.ts'
import { hasStaff } from '#lib/help/hand.ts'
import { HelpButton } from './help-button.tsx'
import { LabChip } from './lab-chip.tsx'

/** The middle of the top bar: which lesson, who looks on, how the lab is, hand, keys. */
export async function WorkbenchBar({ labId, title }: { labId: string; title: string }) {
  const session = await currentSession()
  const hasHelp = session !== null && (await hasStaff(session.actor.userId))
  return (
    <>
      <span className="min-w-0 truncate text-sm text-muted">{title}</span>
      <span className="ml-auto" />
      <WatchersNote />
      <LabChip labId={labId} />
      {hasHelp && <HandButton />}
      <HelpButton />
    </>
  )
}
