import type { Actor } from '#lib/access/actor.ts'
import { VirtLabError } from '#lib/base/error.ts'
import { db } from '#lib/db/client.ts'
import { isExam } from '#lib/lessons/is-exam.ts'
import { readAttempt } from './attempts.ts'
import { lessonOf } from './catalogue.ts'
import type { Localized } from './expectation.ts'

/** Percent of the points that each hint costs: the question, the explanation, the command. */
export const hintCosts = [10, 20, 40] as const

export function costOf(hints: number): number {
  return hintCosts.slice(0, hints).reduce((sum, cost) => sum + cost, 0)
}

/** How many hints the student has asked for in an attempt, by checkpoint. */
export async function countHints(studentId: string): Promise<(checkpoint: string, attempt: number) => number> {
  const rows = await db().hint.findMany({ where: { studentId } })
  return (checkpoint, attempt) => rows.filter((row) => row.checkpoint === checkpoint && row.attempt === attempt).length
}

/** The hints that the student has asked for, first to last. */
export async function readHints(studentId: string, checkpoint: string): Promise<Localized[]> {
  const { attempt, texts } = await readTexts(studentId, checkpoint)
  return texts.slice(0, await db().hint.count({ where: { studentId, checkpoint, attempt } }))
}

/** Notes that the student asks for hint `number` (1 is the first; asking twice costs once). Gives all up to it. Code: checkpoint.no-hint. */
export async function askHint(actor: Actor, checkpoint: string, number: number): Promise<Localized[]> {
  const { attempt, texts } = await readTexts(actor.userId, checkpoint)
  const key = { studentId: actor.userId, checkpoint, attempt }
  const known = await db().hint.count({ where: key })
  if (!Number.isInteger(number) || number < 1 || number > Math.min(known + 1, texts.length)) {
    const message = `${checkpoint} has no hint ${number}, or not yet`
    throw new VirtLabError({ code: 'checkpoint.no-hint', message, status: 400 })
  }
  const where = { studentId_checkpoint_attempt_number: { ...key, number } }
  await db().hint.upsert({ where, create: { ...key, number }, update: {} })
  return texts.slice(0, Math.max(known, number))
}

async function readTexts(studentId: string, checkpoint: string): Promise<{ attempt: number; texts: Localized[] }> {
  const lesson = lessonOf(checkpoint)
  const { attempt, checkpoints } = await readAttempt({ studentId, lesson })
  if (isExam(lesson)) return { attempt, texts: [] }
  const definition = checkpoints.find(({ id }) => checkpoint.endsWith(`/${id}`))
  const { zh = [], en = [] } = definition?.hints ?? {}
  return { attempt, texts: zh.map((text, index) => ({ zh: text, en: en[index] ?? text })) }
}
