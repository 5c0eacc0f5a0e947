import type { Actor } from '#lib/access/actor.ts'
import { amendAudit, endAudit, writeAudit } from '#lib/audit/audit-log.ts'
import type { Dispose } from '#lib/base/dispose.ts'
import { VirtLabError } from '#lib/base/error.ts'
import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'
import type { HelpView } from '#lib/gateway/protocol.ts'

/** A page that is reloaded, or lost its network for a moment, is still there. */
export const lingerMs = 6_000

/** One of the staff who has something of the lab open. */
interface Sitting {
  actor: Actor
  since: number
  /** How many sockets of each kind. */
  open: Map<string, number>
  /** All kinds that were open at some time. */
  seen: Set<string>
  entry: Promise<string>
  leaving: NodeJS.Timeout | undefined
}

interface TakeOver {
  actor: Actor
  since: number
  entry: Promise<string>
  /** It is in the audit log. */
  noted: boolean
}

interface Board {
  sittings: Map<string, Sitting>
  takeOver: TakeOver | null
  listeners: Set<() => void>
}

/** Who watches and helps in which lab: as long as their pages are open, so in memory only. */
const boards = () => singleton('help-boards', () => new Map<string, Board>())

function boardOf(labId: string): Board {
  const known = boards().get(labId)
  if (known) return known
  const board: Board = { sittings: new Map(), takeOver: null, listeners: new Set() }
  boards().set(labId, board)
  return board
}

/** Where, whose, who. */
interface Visit {
  actor: Actor
  labId: string
  studentId: string
}

/**
 * One of the staff opens a socket of a student's lab (`kind`: its purpose). Resolves when that is in the audit log, once per sitting;
 * the caller calls what it resolves to when the socket is gone.
 */
export async function enterLab({ actor, labId, studentId, kind }: Visit & { kind: string }): Promise<() => void> {
  const board = boardOf(labId)
  let sitting = board.sittings.get(actor.userId)
  if (!sitting) {
    const entry = writeAudit(actor, studentId, { action: 'watch', params: { what: kind } })
    sitting = { actor, since: Date.now(), open: new Map(), seen: new Set([kind]), entry, leaving: undefined }
    board.sittings.set(actor.userId, sitting)
  }
  const present = sitting
  clearTimeout(present.leaving)
  present.open.set(kind, (present.open.get(kind) ?? 0) + 1)
  try {
    const id = await present.entry
    if (!present.seen.has(kind)) {
      present.seen.add(kind)
      await amendAudit(id, { what: [...present.seen].join(' ') })
    }
  } catch (error) {
    board.sittings.delete(actor.userId)
    throw error
  }
  tell(labId)
  let left = false
  return () => {
    if (left) return
    left = true
    const count = (present.open.get(kind) ?? 1) - 1
    if (count > 0) present.open.set(kind, count)
    else present.open.delete(kind)
    if (present.open.size === 0) present.leaving = leaveSoon(labId, actor.userId)
    else tell(labId)
  }
}

function leaveSoon(labId: string, userId: string): NodeJS.Timeout {
  return setTimeout(() => leave(labId, userId), lingerMs).unref()
}

function leave(labId: string, userId: string): void {
  const board = boardOf(labId)
  const sitting = board.sittings.get(userId)
  if (sitting && sitting.open.size > 0) return
  board.sittings.delete(userId)
  if (sitting) noteEnd(sitting.entry, null)
  if (board.takeOver?.actor.userId === userId) void endTakeOver(labId, null)
  tell(labId)
  forgetIfEmpty(labId)
}

/**
 * The actor may type and click in the lab from now on, until either side ends it or the actor's page is gone. The caller has asked for
 * the right. Code: help.held (somebody else helps; params: name).
 */
export async function beginTakeOver({ actor, labId, studentId }: Visit): Promise<void> {
  const board = boardOf(labId)
  if (board.takeOver?.actor.userId === actor.userId) return void (await board.takeOver.entry)
  if (board.takeOver) {
    const { name } = board.takeOver.actor
    throw new VirtLabError({ code: 'help.held', message: `held by ${name}`, params: { name }, status: 409 })
  }
  const entry = writeAudit(actor, studentId, { action: 'take-over' })
  const takeOver: TakeOver = { actor, since: Date.now(), entry, noted: false }
  board.takeOver = takeOver
  try {
    await entry
    takeOver.noted = true
  } catch (error) {
    if (board.takeOver === takeOver) board.takeOver = null
    throw error
  }
  // Without a page of theirs there, it is over soon.
  if (!board.sittings.has(actor.userId)) leaveSoon(labId, actor.userId)
  tell(labId)
}

/** Ends the take-over, if there is one; `by`: the name of who wants it so, null if the page of who helped is gone. */
export async function endTakeOver(labId: string, by: string | null): Promise<void> {
  const board = boardOf(labId)
  const { takeOver } = board
  if (!takeOver) return
  board.takeOver = null
  tell(labId)
  await endAudit(await takeOver.entry, by)
}

/** Whether this user has taken the lab over. What has not been noted in the audit log yet is none. */
export function holdsTakeOver(labId: string, userId: string): boolean {
  const takeOver = boards().get(labId)?.takeOver
  return takeOver?.noted === true && takeOver.actor.userId === userId
}

/** Who watches, and who helps. */
export function readHelp(labId: string): HelpView {
  const board = boards().get(labId)
  const watchers = [...(board?.sittings.values() ?? [])].map(({ actor, since, open }) => ({
    userId: actor.userId,
    name: actor.name,
    since,
    kinds: [...open.keys()],
  }))
  const takeOver = board?.takeOver?.noted ? board.takeOver : null
  return {
    watchers,
    takeOver: takeOver ? { userId: takeOver.actor.userId, name: takeOver.actor.name, since: takeOver.since } : null,
  }
}

/** Calls `listener` at each change from now on. */
export function onHelp(labId: string, listener: () => void): Dispose {
  const board = boardOf(labId)
  board.listeners.add(listener)
  return () => {
    board.listeners.delete(listener)
    forgetIfEmpty(labId)
  }
}

const watchers = () => singleton('help-board-watchers', () => new Set<(labId: string) => void>())

/** The same for every lab. */
export function onAnyHelp(listener: (labId: string) => void): Dispose {
  watchers().add(listener)
  return () => void watchers().delete(listener)
}

function tell(labId: string): void {
  for (const listener of [...(boards().get(labId)?.listeners ?? [])]) listener()
  for (const listener of [...watchers()]) listener(labId)
}

function forgetIfEmpty(labId: string): void {
  const board = boards().get(labId)
  if (board && board.sittings.size === 0 && !board.takeOver && board.listeners.size === 0) boards().delete(labId)
}

function noteEnd(entry: Promise<string>, by: string | null): void {
  entry
    .then((id) => endAudit(id, by))
    .catch((error: unknown) => log.error({ err: error }, 'the end of a sitting was not noted'))
}
