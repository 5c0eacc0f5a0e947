import Papa from 'papaparse'
import type { ImportedAccount } from './roster-row.ts'

const formula = /^[=+\-@\t\r]/

/**
 * First passwords as a table for a spreadsheet, with the byte order mark that Excel knows UTF-8 by. Cells that it would take for
 * formulas are told to be text: names come from anywhere.
 */
export function passwordsCsv(accounts: ImportedAccount[], headings: [string, string, string]): string {
  const rows = accounts.map(({ name, username, password }) => [name, username, password])
  return `\uFEFF${Papa.unparse([headings, ...rows], { escapeFormulae: formula, newline: '\r\n' })}\r\n`
}
