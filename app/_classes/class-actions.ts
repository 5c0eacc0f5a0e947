'use server'

import { z } from 'zod'
import { setClassLessons } from '#lib/classes/class-lessons.ts'
import { deleteClass, renameClass, setArchived } from '#lib/classes/class-settings.ts'
import { createInvitation, revokeInvitation } from '#lib/classes/invitations.ts'
import { setJoining } from '#lib/classes/joining.ts'
import { sweepExports } from '#lib/labs/exports/exporter.ts'
import { type Answer, classAction } from './class-action.ts'
import { classNameSchema } from './class-name.ts'

const classId = z.string().min(1).max(64)

export async function setJoiningAction(input: { classId: string; open: boolean }): Promise<Answer<string | null>> {
  return classAction('joining was not changed', z.object({ classId, open: z.boolean() }), input, setJoining)
}

export interface NewInvitation {
  classId: string
  name: string
  role: string
  days: number
}

export async function createInvitationAction(input: NewInvitation): Promise<Answer<string>> {
  const schema = z.object({
    classId,
    name: z.string().trim().max(80),
    role: z.enum(['student', 'assistant', 'instructor']),
    days: z.number().int().min(1).max(90),
  })
  return classAction('an invitation was not made', schema, input, createInvitation)
}

export async function revokeInvitationAction(input: { classId: string; id: string }): Promise<Answer<void>> {
  const schema = z.object({ classId, id: z.string().min(1).max(100) })
  return classAction('an invitation was not revoked', schema, input, revokeInvitation)
}

export interface NewLessons {
  classId: string
  lessons: { lesson: string; dueAt: Date | null }[]
}

export async function setClassLessonsAction(input: NewLessons): Promise<Answer<void>> {
  const lesson = z.object({ lesson: z.string().min(1).max(100), dueAt: z.date().nullable() })
  const schema = z.object({ classId, lessons: z.array(lesson).max(200) })
  return classAction("a class's lessons were not set", schema, input, setClassLessons)
}

export async function renameClassAction(input: { classId: string; name: string }): Promise<Answer<void>> {
  const name = classNameSchema.safeParse(input.name)
  if (!name.success) return { error: { code: 'class.name', userMessage: 'class-name', params: {}, field: 'name' } }
  return classAction('a class was not renamed', z.object({ classId, name: classNameSchema }), input, renameClass)
}

export async function setArchivedAction(input: { classId: string; archived: boolean }): Promise<Answer<void>> {
  return classAction('a class was not archived', z.object({ classId, archived: z.boolean() }), input, setArchived)
}

export async function deleteClassAction(input: { classId: string; confirmation: string }): Promise<Answer<void>> {
  const schema = z.object({ classId, confirmation: z.string().max(200) })
  return classAction('a class was not deleted', schema, input, async (actor, asked) => {
    await deleteClass(actor, asked)
    await sweepExports()
  })
}
