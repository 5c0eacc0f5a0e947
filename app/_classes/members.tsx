'use client'

import { KeyRound, Search, UserMinus, Users, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Link } from '#app/_shell/navigation.ts'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { linkButton } from '#app/_ui/link-button.ts'
import { TextInput } from '#app/_ui/text-input.tsx'
import { AddPerson } from './add-person.tsx'
import { MemberTable } from './member-table.tsx'
import { ResetPasswords } from './reset-passwords.tsx'
import type { ClassMembers, MemberRow } from './student-rows.ts'
import { useMemberActs } from './use-member-acts.ts'

export interface MembersProps extends ClassMembers {
  classId: string
  className: string
  mayManage: boolean
  archived: boolean
}

/** Everybody in the class, staff first; who manages it adds, removes, and hands out passwords. */
export function Members({ classId, className, mayManage, archived, staff, students, checkpoints }: MembersProps) {
  const t = useTranslations('members')
  const [search, setSearch] = useState('')
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [resetting, setResetting] = useState<MemberRow[] | null>(null)
  const { changeRole, remove, error } = useMemberActs(classId)
  const word = search.trim().toLowerCase()
  const shown = students.filter(({ name, username }) => `${name} ${username ?? ''}`.toLowerCase().includes(word))
  // Somebody else may have removed some of them meanwhile.
  const chosen = students.filter(({ id }) => selected.has(id))
  const removeAll = async (people: MemberRow[]) => {
    if (await remove(people)) setSelected(new Set())
  }
  const acts = mayManage
    ? {
        onRole: (person: MemberRow, role: string) => void changeRole(person, role),
        onReset: (person: MemberRow) => setResetting([person]),
        onRemove: (person: MemberRow) => void removeAll([person]),
      }
    : null
  return (
    <div className="space-y-6">
      {error && <Callout kind="error">{error}</Callout>}
      <section aria-labelledby="staff">
        <h2 id="staff" className="mb-2 text-sm font-semibold">
          {t('staff')}
        </h2>
        <MemberTable label={t('staff')} rows={staff} acts={acts} />
      </section>
      <section aria-labelledby="students">
        <div className="mb-2 flex flex-wrap items-center gap-2">
          <h2 id="students" className="mr-auto text-sm font-semibold">
            {t('students', { count: students.length })}
          </h2>
          {students.length > 0 && (
            <div className="relative">
              <Search size={14} className="absolute top-2.25 left-2.5 text-muted" aria-hidden />
              <TextInput
                type="search"
                value={search}
                onValueChange={setSearch}
                aria-label={t('search')}
                placeholder={t('search')}
                className="w-64 pl-8"
              />
            </div>
          )}
          {mayManage && (
            <>
              <AddPerson classId={classId} />
              <Link href={`/classes/${classId}/import`} className={linkButton.primary}>
                {t('import')}
              </Link>
            </>
          )}
        </div>
        {chosen.length > 0 && (
          <div
            className="mb-2 flex flex-wrap items-center gap-2 rounded-md border border-accent/40 bg-accent-soft px-3 py-1.5 text-sm"
            role="status"
          >
            <span className="mr-auto">{t('selected', { count: chosen.length })}</span>
            <Button icon={<KeyRound size={15} />} onClick={() => setResetting(chosen)}>
              {t('slips')}
            </Button>
            <Button kind="danger" icon={<UserMinus size={15} />} onClick={() => void removeAll(chosen)}>
              {t('remove')}
            </Button>
            <Button kind="quiet" icon={<X size={15} />} onClick={() => setSelected(new Set())}>
              {t('clear')}
            </Button>
          </div>
        )}
        {students.length === 0 ? (
          <EmptyState
            icon={<Users size={32} />}
            title={t('none')}
            className="rounded-lg border border-dashed border-line"
            actions={
              mayManage && (
                <Link href={`/classes/${classId}/join`} className={linkButton.default}>
                  {t('joinCode')}
                </Link>
              )
            }
          >
            {t('noneWhy')}
          </EmptyState>
        ) : shown.length === 0 ? (
          <EmptyState title={t('notFound', { search })} />
        ) : (
          <MemberTable
            label={t('students', { count: students.length })}
            rows={shown}
            checkpoints={checkpoints}
            acts={acts}
            href={archived ? undefined : ({ id }) => `/classes/${classId}/students/${id}`}
            selection={acts && { selected, onChange: setSelected }}
          />
        )}
      </section>
      {resetting && (
        <ResetPasswords
          classId={classId}
          className={className}
          students={resetting}
          onClose={() => {
            setResetting(null)
            setSelected(new Set())
          }}
        />
      )}
    </div>
  )
}
