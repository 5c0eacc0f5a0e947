'use client'

import { Archive, ArchiveRestore, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, type SyntheticEvent, useState } from 'react'
import { useRouter } from '#app/_shell/navigation.ts'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { useToast } from '#app/_ui/toast.tsx'
import { deleteClassAction, renameClassAction, setArchivedAction } from './class-actions.ts'
import { useAct } from './use-act.ts'

interface ClassSettingsProps {
  classId: string
  name: string
  archived: boolean
}

/** Renames, archives and deletes a class. */
export function ClassSettings(props: ClassSettingsProps) {
  return (
    <div className="max-w-2xl space-y-5">
      {!props.archived && <Rename {...props} />}
      <ArchiveSection {...props} />
      <Delete {...props} />
    </div>
  )
}

function Section({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="rounded-lg border border-line bg-surface p-5">
      <h2 className="text-base font-semibold">{title}</h2>
      <p className="mt-1 mb-3 text-sm text-muted">{text}</p>
      {children}
    </section>
  )
}

function Rename({ classId, name: before }: ClassSettingsProps) {
  const t = useTranslations('classSettings')
  const toast = useToast()
  const [name, setName] = useState(before)
  const { act, busy, error } = useAct()
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    if (await act(() => renameClassAction({ classId, name }))) toast({ kind: 'good', title: t('renamed') })
  }
  return (
    <Section title={t('name')} text={t('nameWhy')}>
      <form onSubmit={(event) => void submit(event)} noValidate className="flex items-start gap-2">
        <Field label={<span className="sr-only">{t('name')}</span>} error={error?.text} className="flex-1">
          <TextInput value={name} onValueChange={setName} autoComplete="off" />
        </Field>
        <Button type="submit" busy={busy} disabled={name.trim() === before} className="mt-1">
          {t('rename')}
        </Button>
      </form>
    </Section>
  )
}

function ArchiveSection({ classId, archived }: ClassSettingsProps) {
  const t = useTranslations('classSettings')
  const toast = useToast()
  const { act, busy, error } = useAct()
  const set = async () => {
    if (await act(() => setArchivedAction({ classId, archived: !archived })))
      toast({ kind: 'good', title: t(archived ? 'restored' : 'archived') })
  }
  return (
    <Section title={t(archived ? 'restoreTitle' : 'archiveTitle')} text={t(archived ? 'restoreWhy' : 'archiveWhy')}>
      {error && <p className="mb-2 text-sm text-bad">{error.text}</p>}
      <Button
        busy={busy}
        icon={archived ? <ArchiveRestore size={15} /> : <Archive size={15} />}
        onClick={() => void set()}
      >
        {t(archived ? 'restore' : 'archive')}
      </Button>
    </Section>
  )
}

function Delete({ classId, name, archived }: ClassSettingsProps) {
  const t = useTranslations('classSettings')
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const { act, busy, error } = useAct()
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    const answer = await act(() => deleteClassAction({ classId, confirmation: typed }), { refresh: false })
    if (!answer) return
    router.replace('/classes')
    router.refresh()
  }
  return (
    <Section title={t('deleteTitle')} text={t(archived ? 'deleteWhy' : 'deleteFirst')}>
      <Button kind="danger" icon={<Trash2 size={15} />} disabled={!archived} onClick={() => setOpen(true)}>
        {t('delete')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('deleteAsk', { name })}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
            <Button kind="danger" type="submit" form="delete-class" busy={busy} disabled={typed.trim() !== name}>
              {t('deleteForever')}
            </Button>
          </>
        }
      >
        <form id="delete-class" onSubmit={(event) => void submit(event)}>
          <p className="mb-3 text-sm">{t('deleteWhy')}</p>
          <Field label={t('type', { name })} error={error?.text} reserveError>
            <TextInput autoFocus autoComplete="off" value={typed} onValueChange={setTyped} />
          </Field>
        </form>
      </Dialog>
    </Section>
  )
}
