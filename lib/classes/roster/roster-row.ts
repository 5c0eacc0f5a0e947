import type { ClassRole } from '#lib/access/actor.ts'

export const rosterColumns = ['name', 'username', 'email', 'role'] as const
export type RosterColumn = (typeof rosterColumns)[number]

/** At most that many at once. */
export const rosterLimit = 500

/** A row as the file has it; `line` counts rows as a spreadsheet does, from 1. */
export type RosterRow = { line: number } & Record<RosterColumn, string>

export interface RosterProblem {
  column: RosterColumn
  /** Key below `roster.problems` in the messages. */
  problem: string
  params: Record<string, string | number>
}

/** What importing does with a row: makes an account, lets an existing one join, or nothing: they are in already. */
export type RosterOutcome = 'new' | 'joins' | 'member'

/** A row that can be imported, as it will be stored. */
export interface ReadRow {
  name: string
  username: string
  email: string | null
  role: ClassRole
}

/** A row of the preview: as typed, and what becomes of it. */
export type PlannedRow = { row: RosterRow } & (
  | { state: RosterOutcome; read: ReadRow; account: { name: string; role: ClassRole | null } | null }
  | { state: 'error'; problem: RosterProblem }
)

export interface ImportedAccount {
  name: string
  username: string
  password: string
}

export interface RosterResult {
  /** New accounts with their first passwords, which are not to be had again. */
  created: ImportedAccount[]
  joined: number
  already: number
}
