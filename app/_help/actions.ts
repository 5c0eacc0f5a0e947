'use server'

import { z } from 'zod'
import { actionFailure } from '#app/_classes/action-failure.ts'
import type { Actor } from '#lib/access/actor.ts'
import { requireUser } from '#lib/auth/require-user.ts'
import type { WireError } from '#lib/gateway/protocol.ts'
import { lowerHand, raiseHand } from '#lib/help/hand.ts'
import { announce, markRead, sendMessage } from '#lib/help/messages.ts'
import { handBackLab, takeOverLab } from '#lib/help/take-over.ts'

const id = z.string().min(1).max(64)
const text = z.string().max(10_000)

export async function raiseHandAction(sent: string): Promise<WireError | null> {
  return answer(async (actor) => raiseHand(actor, { text: text.parse(sent) }))
}

/** Without a student: one's own. */
export async function lowerHandAction(studentId?: string): Promise<WireError | null> {
  return answer(async (actor) => lowerHand(actor, { studentId: studentId ? id.parse(studentId) : actor.userId }))
}

/** Without a student: in one's own thread. */
export async function sendMessageAction(sent: string, studentId?: string): Promise<WireError | null> {
  const to = (actor: Actor) => (studentId ? id.parse(studentId) : actor.userId)
  return answer(async (actor) => sendMessage(actor, { studentId: to(actor), text: text.parse(sent) }))
}

export async function announceAction(classId: string, sent: string): Promise<WireError | null> {
  return answer(async (actor) => void (await announce(actor, { classId: id.parse(classId), text: text.parse(sent) })))
}

/** Without a student: what staff wrote to oneself. */
export async function markReadAction(studentId?: string): Promise<WireError | null> {
  return answer(async (actor) => markRead(actor, { studentId: studentId ? id.parse(studentId) : actor.userId }))
}

export async function takeOverAction(labId: string): Promise<WireError | null> {
  return answer(async (actor) => takeOverLab(actor, { labId: id.parse(labId) }))
}

export async function handBackAction(labId: string): Promise<WireError | null> {
  return answer(async (actor) => handBackLab(actor, { labId: id.parse(labId) }))
}

async function answer(work: (actor: Actor) => Promise<void>): Promise<WireError | null> {
  try {
    await work(await requireUser())
    return null
  } catch (error) {
    return actionFailure(error, 'help')
  }
}
