import { z } from 'zod'
import { usernameLength, usernamePattern } from '#lib/auth/account-rules.ts'
import { readRole } from './parse-roster.ts'
import type { ReadRow, RosterColumn, RosterProblem, RosterRow } from './roster-row.ts'

const emailSchema = z.email().max(200)
const longestName = 80

export type RowReading = { row: RosterRow } & ({ read: ReadRow } | { problem: RosterProblem })

/** Each row as it would be stored, or what is wrong with it by itself and beside the others. */
export function readRows(rows: RosterRow[]): RowReading[] {
  const first = { username: new Map<string, number>(), email: new Map<string, number>() }
  return rows.map((row) => {
    const read = readRow(row)
    if ('problem' in read) return { row, problem: read }
    for (const column of ['username', 'email'] as const) {
      const value = read[column]
      const line = value === null ? undefined : first[column].get(value)
      if (line !== undefined) return { row, problem: rosterProblem(column, 'twice', { line }) }
    }
    first.username.set(read.username, row.line)
    if (read.email) first.email.set(read.email, row.line)
    return { row, read }
  })
}

function readRow(row: RosterRow): ReadRow | RosterProblem {
  // Digits and letters as a Chinese input method may leave them, of full width.
  const username = row.username.normalize('NFKC').trim().toLowerCase()
  const email = row.email.normalize('NFKC').trim().toLowerCase()
  const name = row.name.trim()
  const role = readRole(row.role)
  const usernameProblem = findUsernameProblem(username)
  if (usernameProblem) return usernameProblem
  if (name.length > longestName) return rosterProblem('name', 'long', { most: longestName })
  if (email && !emailSchema.safeParse(email).success) return rosterProblem('email', 'malformed')
  if (!role) return rosterProblem('role', 'unknown')
  return { name, username, email: email || null, role }
}

function findUsernameProblem(username: string): RosterProblem | null {
  const { min, max } = usernameLength
  if (username === '') return rosterProblem('username', 'missing')
  // What a spreadsheet makes of a long number, whose last digits are lost then.
  if (/^\d(\.\d+)?e\+\d+$/.test(username)) return rosterProblem('username', 'number')
  if (!usernamePattern.test(username)) return rosterProblem('username', 'characters')
  if (username.length < min) return rosterProblem('username', 'short', { least: min })
  if (username.length > max) return rosterProblem('username', 'long', { most: max })
  return null
}

export function rosterProblem(
  column: RosterColumn,
  problem: string,
  params: Record<string, string | number> = {},
): RosterProblem {
  return { column, problem, params }
}
