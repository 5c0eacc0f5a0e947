'use client'

import { useTranslations } from 'next-intl'
import { useToast } from '#app/_ui/toast.tsx'
import { changeMemberRoleAction, removeMembersAction, restoreMembersAction } from './member-actions.ts'
import type { MemberRow } from './student-rows.ts'
import { useAct } from './use-act.ts'

/** What is done with members of a class; to remove them can be taken back for a while. */
export function useMemberActs(classId: string) {
  const t = useTranslations('members')
  const toast = useToast()
  const { act, error } = useAct()

  const changeRole = async ({ id, name, role: before }: MemberRow, role: string) => {
    if (role === before || !(await act(() => changeMemberRoleAction({ classId, userId: id, role })))) return
    toast({ kind: 'good', title: t('roleChanged', { name, role: t(`roles.${role}`) }) })
  }

  const remove = async (people: MemberRow[]) => {
    const answer = await act(() => removeMembersAction({ classId, userIds: people.map(({ id }) => id) }))
    if (!answer) return false
    const undo = () => void act(() => restoreMembersAction({ classId, members: answer.ok }))
    toast({
      kind: 'info',
      title: t('removed', { count: people.length, name: people[0]?.name ?? '' }),
      text: t('removedNote'),
      action: { label: t('undo'), onSelect: undo },
    })
    return true
  }

  return { changeRole, remove, error: error?.text ?? null }
}
