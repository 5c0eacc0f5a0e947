'use client'

import { LayoutGrid, Megaphone, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { Badge } from '#app/_ui/badge.tsx'
import { Button } from '#app/_ui/button.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Select } from '#app/_ui/select.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { useNow } from '#app/_ui/use-now.ts'
import type { WallEntry } from '#lib/help/wall-entries.ts'
import { AnnounceDialog } from './announce-dialog.tsx'
import { WallCard } from './wall-card.tsx'
import { matches, sortWall, stuckSince, type WallFilter, type WallSort, wallFilters, wallSorts } from './wall-order.ts'
import { useWall } from './wall-store.ts'

export interface WallLesson {
  title: string
  /** Text by id. */
  headings: Record<string, string>
  /** `lesson/checkpoint`, in the order of the text. */
  checkpoints: string[]
}

interface WallProps {
  classId: string
  initial: WallEntry[]
  lessons: Record<string, WallLesson>
  mayWrite: boolean
}

const minute = 60_000
const stuckChoices = [5, 10, 15, 20, 30, 45]

/** A card for each student, live; raised hands first. */
export function Wall({ classId, initial, lessons, mayWrite }: WallProps) {
  const t = useTranslations('help.wall')
  const { entries, usage, connected } = useWall(classId, initial)
  const [filter, setFilter] = useState<WallFilter>('all')
  const [sort, setSort] = useState<WallSort>('name')
  const [stuckMinutes, setStuckMinutes] = useState(15)
  const [search, setSearch] = useState('')
  const [writing, setWriting] = useState(false)
  const now = Math.floor(useNow(15_000) / minute) * minute
  const terms = useMemo(() => {
    const checkpoints = Object.fromEntries(Object.entries(lessons).map(([slug, one]) => [slug, one.checkpoints]))
    return { now, stuckMinutes, checkpoints }
  }, [now, stuckMinutes, lessons])
  const all = useMemo(() => [...entries.values()], [entries])
  const shown = useMemo(() => {
    const wanted = search.trim().toLocaleLowerCase()
    const kept = all.filter((one) => matches(one, filter, terms) && one.name.toLocaleLowerCase().includes(wanted))
    return sortWall(kept, sort, terms)
  }, [all, filter, sort, terms, search])
  if (all.length === 0)
    return (
      <EmptyState icon={<LayoutGrid size={32} />} title={t('empty')}>
        {t('emptyWhy')}
      </EmptyState>
    )
  return (
    <>
      <div data-wide className="mb-4 flex flex-wrap items-center gap-2">
        <div className="flex flex-wrap gap-1.5" role="group" aria-label={t('filter')}>
          {wallFilters.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={filter === one}
              onClick={() => setFilter(one)}
              className={classNames(
                'h-7 rounded-full border px-3 text-xs',
                filter === one ? 'border-accent bg-accent-soft text-accent' : 'border-line text-muted hover:text-text',
              )}
            >
              {t(`filters.${one}`)} {all.filter((entry) => matches(entry, one, terms)).length}
            </button>
          ))}
        </div>
        {!connected && (
          <Badge tone="warn" icon={<WifiOff size={12} aria-hidden />}>
            {t('lost')}
          </Badge>
        )}
        <span className="ml-auto" />
        <div className="w-40">
          <TextInput aria-label={t('search')} placeholder={t('search')} value={search} onValueChange={setSearch} />
        </div>
        <div className="w-44">
          <Select
            aria-label={t('stuckAfter')}
            value={String(stuckMinutes)}
            onValueChange={(value) => setStuckMinutes(Number(value))}
            options={stuckChoices.map((count) => ({ value: String(count), label: t('stuckMinutes', { count }) }))}
          />
        </div>
        <div className="w-36">
          <Select
            aria-label={t('sort')}
            value={sort}
            onValueChange={(value) => setSort(value as WallSort)}
            options={wallSorts.map((value) => ({ value, label: t(`sorts.${value}`) }))}
          />
        </div>
        {mayWrite && (
          <Button icon={<Megaphone size={15} />} onClick={() => setWriting(true)}>
            {t('announce')}
          </Button>
        )}
      </div>
      {shown.length === 0 ? (
        <p className="py-8 text-center text-sm text-muted">{t('none')}</p>
      ) : (
        <ul
          aria-label={t('title')}
          data-testid="wall"
          onKeyDown={moveFocus}
          className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-3"
        >
          {shown.map((entry) => (
            <WallCard
              key={entry.studentId}
              classId={classId}
              entry={entry}
              usage={usage.get(entry.studentId)}
              lesson={entry.lesson ? lessons[entry.lesson] : undefined}
              stuck={stuckSince(entry, terms) !== null}
              now={now}
            />
          ))}
        </ul>
      )}
      <AnnounceDialog classId={classId} open={writing} onClose={() => setWriting(false)} />
    </>
  )
}

/** The arrows go from card to card, up and down by the place on the screen. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('a')]
  const at = cards.indexOf(document.activeElement as HTMLElement)
  const here = cards[at]?.getBoundingClientRect()
  if (!here) return
  const inColumn = (card: HTMLElement) => Math.abs(card.getBoundingClientRect().left - here.left) < 4
  const targets: Record<string, () => HTMLElement | undefined> = {
    ArrowRight: () => cards[at + 1],
    ArrowLeft: () => cards[at - 1],
    ArrowDown: () => cards.slice(at + 1).find(inColumn),
    ArrowUp: () => cards.slice(0, Math.max(at, 0)).findLast(inColumn),
    Home: () => cards[0],
    End: () => cards.at(-1),
  }
  const target = targets[event.key]?.()
  if (!target) return
  event.preventDefault()
  target.focus()
}
