import { Search } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getFormatter, getTranslations, setRequestLocale } from 'next-intl/server'
import { AccountSearch } from '#app/_account/account-search.tsx'
import { AccountTable } from '#app/_account/account-table.tsx'
import { NewAccount } from '#app/_account/new-account.tsx'
import { requirePageUser } from '#app/_shell/require-page-user.ts'
import { TopBar } from '#app/_shell/top-bar.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { can } from '#lib/access/can.ts'
import { listAccounts } from '#lib/accounts/list-accounts.ts'

interface Props {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ q?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts'))('title') }
}

/** Everybody's accounts, for an administrator. */
export default async function AccountsPage({ params, searchParams }: Props) {
  setRequestLocale((await params).locale)
  const actor = await requirePageUser('/accounts')
  if (!can(actor, 'view', { kind: 'site' })) notFound()
  const search = ([(await searchParams).q ?? ''].flat()[0] ?? '').trim().slice(0, 100)
  const [t, format, { accounts, total }] = await Promise.all([
    getTranslations('accounts'),
    getFormatter(),
    listAccounts(actor, search),
  ])
  const now = new Date()
  const rows = accounts.map((row) => ({ ...row, seen: row.lastSeenAt && format.relativeTime(row.lastSeenAt, now) }))
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar actor={actor} />
      <main className="mx-auto w-full max-w-6xl flex-1 px-5 py-8">
        <div className="mb-5 flex flex-wrap items-center gap-3">
          <h1 className="flex-1 text-2xl font-semibold">{t('title')}</h1>
          <AccountSearch search={search} />
          <NewAccount />
        </div>
        {rows.length === 0 ? (
          <EmptyState icon={<Search size={32} />} title={t('none')}>
            {t('noneWhy')}
          </EmptyState>
        ) : (
          <>
            <p className="mb-3 text-sm text-muted">
              {t('count', { count: total })}
              {total > rows.length && ` · ${t('first', { shown: rows.length })}`}
            </p>
            <AccountTable rows={rows} ownId={actor.userId} />
          </>
        )}
      </main>
    </div>
  )
}
