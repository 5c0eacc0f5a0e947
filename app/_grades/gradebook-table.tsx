'use client'

import { ArrowDown, ChevronDown, ChevronRight, Download } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Link } from '#app/_shell/navigation.ts'
import { useTimeZone } from '#app/_ui/use-time-zone.ts'
import { Button } from '#app/_ui/button.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { linkButton } from '#app/_ui/link-button.ts'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { Gradebook, GradebookColumn } from '#lib/gradebook/gradebook.ts'
import { totalOf } from '#lib/gradebook/totals.ts'
import { GradeCell } from './grade-cell.tsx'
import { GradeDialog } from './grade-dialog.tsx'
import { RegradeDialog } from './regrade-dialog.tsx'
import { useGridKeys } from './use-grid-keys.ts'
import { useLiveGrades } from './use-live-grades.ts'

export interface LessonTitle {
  order: number
  title: string
}

export interface GradebookTableProps {
  classId: string
  book: Gradebook
  titles: Record<string, LessonTitle>
  mayManage: boolean
}

interface Group {
  lesson: string
  columns: GradebookColumn[]
  open: boolean
}

/** A row per student, a column per lesson, which opens into its checkpoints. */
export function GradebookTable({ classId, book, titles, mayManage }: GradebookTableProps) {
  const t = useTranslations('grades')
  const grades = useLiveGrades(classId, book.grades)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [search, setSearch] = useState('')
  const [byTotal, setByTotal] = useState(false)
  const [shown, setShown] = useState<{ studentId: string; checkpoint: string } | null>(null)
  const grid = useGridKeys()
  const lessons = [...new Set(book.columns.map(({ lesson }) => lesson))]
  const groups = lessons.map(
    (lesson): Group => ({
      lesson,
      columns: book.columns.filter((column) => column.lesson === lesson),
      open: opened.has(lesson),
    }),
  )
  const toggle = (lesson: string) =>
    setOpened(
      (before) => new Set(before.has(lesson) ? [...before].filter((one) => one !== lesson) : [...before, lesson]),
    )
  const wanted = search.trim().toLowerCase()
  const found = book.students.filter(({ name, username }) => `${name} ${username}`.toLowerCase().includes(wanted))
  const earned = ({ id }: { id: string }) => totalOf(grades[id], book.columns).earned
  const students = byTotal ? found.toSorted((a, b) => earned(b) - earned(a)) : found
  const student = book.students.find(({ id }) => id === shown?.studentId)
  return (
    <>
      <div data-wide className="mb-3 flex flex-wrap items-center gap-2">
        <div className="w-56">
          <TextInput
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            value={search}
            onValueChange={setSearch}
          />
        </div>
        <Button onClick={() => setOpened(new Set(opened.size === lessons.length ? [] : lessons))}>
          {opened.size === lessons.length ? t('closeAll') : t('openAll')}
        </Button>
        <span className="ml-auto" />
        {mayManage && <RegradeDialog classId={classId} titles={titles} />}
        <a href={`/api/grades?class=${encodeURIComponent(classId)}`} download className={linkButton.default}>
          <Download size={15} aria-hidden />
          {t('export')}
        </a>
      </div>
      <div className="scroll-thin relative max-h-[calc(100dvh-16.5rem)] min-h-64 overflow-auto rounded-lg border border-line bg-surface">
        <table
          {...grid}
          aria-label={t('title')}
          data-testid="gradebook"
          className="border-separate border-spacing-0 text-sm [&_td]:border-b [&_td]:border-line [&_th]:border-b [&_th]:border-line"
        >
          <thead className="sticky top-0 z-20 bg-surface text-xs text-muted">
            <tr>
              <th
                rowSpan={2}
                scope="col"
                aria-sort={byTotal ? 'none' : 'ascending'}
                className="sticky left-0 z-10 min-w-40 bg-surface px-2 text-left font-medium"
              >
                <SortButton active={!byTotal} onClick={() => setByTotal(false)}>
                  {t('student')}
                </SortButton>
              </th>
              <th
                rowSpan={2}
                scope="col"
                aria-sort={byTotal ? 'descending' : 'none'}
                className="min-w-24 border-r border-line px-2 text-right font-medium"
              >
                <SortButton active={byTotal} onClick={() => setByTotal(true)}>
                  {t('total')}
                </SortButton>
              </th>
              {groups.map((group) => (
                <LessonHead
                  key={group.lesson}
                  group={group}
                  title={titles[group.lesson]}
                  dueAt={book.dueAt[group.lesson]}
                  onToggle={() => toggle(group.lesson)}
                />
              ))}
            </tr>
            <tr>
              {groups.flatMap(({ lesson, columns, open }) =>
                open
                  ? columns.map(({ checkpoint, points }) => (
                      <th key={checkpoint} scope="col" className="w-20 min-w-20 px-1 py-1 font-normal last:border-r">
                        <span className="block font-mono leading-4 break-words">
                          {checkpoint.slice(lesson.length + 1)}
                        </span>
                        <span className="tabular-nums">{points}</span>
                      </th>
                    ))
                  : [
                      <th key={lesson} scope="col" className="border-r border-line px-2 py-1 font-normal tabular-nums">
                        {totalOf(undefined, columns).points}
                      </th>,
                    ],
              )}
            </tr>
          </thead>
          <tbody>
            {students.map(({ id, name, username }, row) => {
              const total = totalOf(grades[id], book.columns)
              return (
                <tr key={id} className="group/row">
                  <th
                    scope="row"
                    className="sticky left-0 z-10 bg-surface px-3 text-left font-normal group-hover/row:bg-hover"
                  >
                    <Link href={`/classes/${classId}/grades/${id}`} className="block py-1.5 hover:underline">
                      <span className="block max-w-44 truncate">{name}</span>
                      {username !== name && <span className="block text-xs text-muted">{username}</span>}
                    </Link>
                  </th>
                  <td className="border-r border-line px-3 text-right tabular-nums">
                    {total.earned}
                    <span className="text-xs text-muted">
                      {' '}
                      {total.points === 0 ? '' : t('percent', { share: total.earned / total.points })}
                    </span>
                  </td>
                  {groups.flatMap(({ lesson, columns, open }) =>
                    open
                      ? columns.map((column) => (
                          <td key={column.checkpoint} className="p-0">
                            <GradeCell
                              column={column}
                              student={name}
                              grade={grades[id]?.[column.checkpoint] ?? null}
                              dueAt={book.dueAt[lesson]}
                              row={row}
                              onOpen={() => setShown({ studentId: id, checkpoint: column.checkpoint })}
                            />
                          </td>
                        ))
                      : [<LessonSum key={lesson} total={totalOf(grades[id], columns)} />],
                  )}
                </tr>
              )
            })}
          </tbody>
          <tfoot className="sticky bottom-0 z-20 bg-sunken text-xs text-muted">
            <tr>
              <th scope="row" className="sticky left-0 bg-sunken px-3 py-1.5 text-left font-medium">
                {t('mean')}
              </th>
              <Mean values={students.map(({ id }) => totalOf(grades[id], book.columns).earned)} />
              {groups.flatMap(({ lesson, columns, open }) =>
                open
                  ? columns.map(({ checkpoint }) => (
                      <Mean key={checkpoint} values={students.map(({ id }) => grades[id]?.[checkpoint]?.earned ?? 0)} />
                    ))
                  : [<Mean key={lesson} values={students.map(({ id }) => totalOf(grades[id], columns).earned)} />],
              )}
            </tr>
          </tfoot>
        </table>
        {students.length === 0 && <p className="p-4 text-sm text-muted">{t('noMatch')}</p>}
      </div>
      {shown && student && (
        <GradeDialog
          key={`${shown.studentId} ${shown.checkpoint}`}
          classId={classId}
          student={student}
          checkpoint={shown.checkpoint}
          mayManage={mayManage}
          onClose={() => setShown(null)}
        />
      )}
    </>
  )
}

function SortButton({ active, onClick, children }: { active: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="inline-flex items-center gap-1 rounded-sm px-1 py-0.5 hover:bg-hover"
    >
      {children}
      <ArrowDown size={12} aria-hidden className={active ? '' : 'invisible'} />
    </button>
  )
}

function LessonHead(o: {
  group: Group
  title: LessonTitle | undefined
  dueAt: number | undefined
  onToggle: () => void
}) {
  const t = useTranslations('grades')
  const format = useFormatter()
  const { group, title, dueAt, onToggle } = o
  const Icon = group.open ? ChevronDown : ChevronRight
  const timeZone = useTimeZone()
  const due = dueAt && format.dateTime(dueAt, { dateStyle: 'short', timeStyle: 'short', timeZone })
  return (
    <th
      colSpan={group.open ? group.columns.length : 1}
      scope="colgroup"
      className={classNames('border-r border-line px-1 pt-1 text-left font-medium', !group.open && 'max-w-28 min-w-28')}
    >
      <button
        type="button"
        aria-expanded={group.open}
        onClick={onToggle}
        className="flex w-full items-start gap-0.5 rounded-sm px-0.5 text-left hover:bg-hover"
      >
        <Icon size={14} className="mt-px shrink-0" aria-hidden />
        <span className="min-w-0">
          <span className={classNames('block', !group.open && 'line-clamp-2')}>
            {title ? t('lesson', { number: title.order, title: title.title }) : group.lesson}
          </span>
          {due && <span className="block font-normal">{t('due', { time: due })}</span>}
        </span>
      </button>
    </th>
  )
}

function LessonSum({ total: { earned, points, passed, of } }: { total: ReturnType<typeof totalOf> }) {
  const t = useTranslations('grades')
  return (
    <td className="border-r border-line px-2 py-1.5 text-right tabular-nums">
      <span className={earned === 0 ? 'text-muted' : ''}>{passed === 0 && earned === 0 ? '·' : earned}</span>
      <span className="sr-only"> {t('passedOf', { passed, of, points })}</span>
      <span className="mt-0.5 block h-1 overflow-hidden rounded-full bg-sunken" aria-hidden>
        <span className="block h-full bg-good" style={{ width: `${of === 0 ? 0 : (100 * passed) / of}%` }} />
      </span>
    </td>
  )
}

function Mean({ values }: { values: number[] }) {
  const mean = values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
  return <td className="px-2 py-1.5 text-right tabular-nums">{mean.toFixed(1)}</td>
}
