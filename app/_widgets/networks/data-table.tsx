import type { ReactNode } from 'react'

export interface DataTableProps {
  title: string
  columns: readonly string[]
  rows: readonly { key: string; cells: readonly ReactNode[] }[]
  /** Instead of rows where there are none. */
  empty: ReactNode
  /** At the right of the title. */
  action?: ReactNode
  note?: ReactNode
}

/** A short table of a network's details, dense. */
export function DataTable({ title, columns, rows, empty, action, note }: DataTableProps) {
  return (
    <section aria-label={title}>
      <div className="flex min-h-8 items-center gap-2">
        <h4 className="flex-1 text-sm font-medium">{title}</h4>
        {action}
      </div>
      {rows.length === 0 ? (
        <p className="py-1 text-sm text-muted">{empty}</p>
      ) : (
        <div className="overflow-x-auto">
          <table className="w-full text-sm">
            <thead>
              <tr className="h-8 border-b border-line text-left text-xs text-muted">
                {columns.map((column) => (
                  <th key={column} scope="col" className="pr-3 font-medium whitespace-nowrap">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, cells }) => (
                <tr key={key} className="h-8 border-b border-line last:border-0">
                  {cells.map((cell, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                    <td key={index} className="pr-3 whitespace-nowrap">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {note && <p className="pt-1 text-xs text-muted">{note}</p>}
    </section>
  )
}
