'use client'

import { Download, Printer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { createPortal } from 'react-dom'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { CopyButton } from '#app/_ui/copy-button.tsx'
import { passwordsCsv } from '#lib/classes/roster/passwords-csv.ts'
import type { ImportedAccount } from '#lib/classes/roster/roster-row.ts'
import './password-slips.css'

/** First passwords, shown this once: a list, slips to cut up for handing out, and a file. `before`: more buttons. */
export function PasswordSlips({ accounts, file }: { accounts: ImportedAccount[]; file: string }) {
  const t = useTranslations('slips')
  const save = () => {
    const csv = passwordsCsv(accounts, [t('name'), t('username'), t('password')])
    const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }))
    const link = Object.assign(document.createElement('a'), { href: url, download: `${file}.csv` })
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <div className="space-y-3">
      <Callout
        kind="warning"
        title={t('once')}
        actions={
          <>
            <Button kind="primary" icon={<Printer size={15} />} onClick={() => window.print()}>
              {t('print')}
            </Button>
            <Button icon={<Download size={15} />} onClick={save}>
              {t('csv')}
            </Button>
          </>
        }
      >
        {t('onceWhy')}
      </Callout>
      <table
        className="w-full border-separate border-spacing-0 overflow-hidden rounded-lg border border-line bg-surface text-sm"
        data-testid="slips"
      >
        <thead className="text-left text-xs text-muted">
          <tr className="h-8">
            <th className="px-3 font-medium">{t('name')}</th>
            <th className="px-3 font-medium">{t('username')}</th>
            <th className="px-3 font-medium">{t('password')}</th>
            <th aria-label={t('copy')} />
          </tr>
        </thead>
        <tbody>
          {accounts.map(({ name, username, password }) => (
            <tr key={username} className="h-9 [&>td]:border-t [&>td]:border-line">
              <td className="px-3">{name}</td>
              <td className="px-3 font-mono select-all">{username}</td>
              <td className="px-3 font-mono select-all">{password}</td>
              <td className="w-9 pr-1.5">
                <CopyButton text={`${username}\t${password}`} label={t('copyOf', { name })} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {createPortal(<Sheet accounts={accounts} />, document.body)}
    </div>
  )
}

/** What is printed instead of the page: a slip for each, to cut along the dashed lines. */
function Sheet({ accounts }: { accounts: ImportedAccount[] }) {
  const t = useTranslations('slips')
  return (
    <div className="slips-sheet">
      {accounts.map(({ name, username, password }) => (
        <div key={username} className="slip">
          <p className="slip-name">{name}</p>
          <dl>
            <dt>{t('address')}</dt>
            <dd>{window.location.origin}</dd>
            <dt>{t('username')}</dt>
            <dd>{username}</dd>
            <dt>{t('password')}</dt>
            <dd>{password}</dd>
          </dl>
          <p className="slip-note">{t('note')}</p>
        </div>
      ))}
    </div>
  )
}
