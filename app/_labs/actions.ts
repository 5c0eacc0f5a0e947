'use server'

import { z } from 'zod'
import { type Answer, classAction } from '#app/_classes/class-action.ts'
import type { ClassPlan } from '#lib/labs/provision/class-plan.ts'
import { beginExports, cancelExports, deleteExport } from '#lib/labs/exports/manage-exports.ts'
import { type LabAct, labActs, manageLabs } from '#lib/labs/provision/manage-labs.ts'
import { beginProvisioning, cancelProvisioning, planProvisioning } from '#lib/labs/provision/provision-class.ts'

const classId = z.string().min(1).max(64)
const studentIds = z.array(z.string().min(1).max(100)).max(1000)

export async function planLabsAction(input: { classId: string }): Promise<Answer<ClassPlan>> {
  return classAction('labs were not planned', z.object({ classId }), input, (actor, asked) =>
    planProvisioning({ actor, ...asked }),
  )
}

export interface GiveLabs {
  classId: string
  start: string
  studentIds?: string[]
  /** ms */
  readyAt?: number
}

export async function giveLabsAction(input: GiveLabs): Promise<Answer<null>> {
  const schema = z.object({
    classId,
    start: z.string().min(1).max(100),
    studentIds: studentIds.optional(),
    readyAt: z.number().optional(),
  })
  return classAction('labs were not given', schema, input, async (actor, asked) => {
    await beginProvisioning({ actor, ...asked })
    return null
  })
}

export async function cancelLabsAction(input: { classId: string }): Promise<Answer<void>> {
  return classAction('provisioning was not cancelled', z.object({ classId }), input, (actor, asked) =>
    cancelProvisioning({ actor, ...asked }),
  )
}

export async function manageLabsAction(input: {
  classId: string
  studentIds: string[]
  act: LabAct
}): Promise<Answer<number>> {
  const schema = z.object({ classId, studentIds, act: z.enum(labActs) })
  return classAction('labs were not managed', schema, input, manageLabs)
}

export async function exportLabsAction(input: {
  classId: string
  studentIds: string[]
  thenDelete: boolean
}): Promise<Answer<number>> {
  const schema = z.object({ classId, studentIds, thenDelete: z.boolean() })
  return classAction('labs were not exported', schema, input, (actor, asked) => beginExports({ actor, ...asked }))
}

export async function cancelExportsAction(input: { classId: string }): Promise<Answer<void>> {
  return classAction('exports were not cancelled', z.object({ classId }), input, (actor, asked) =>
    cancelExports({ actor, ...asked }),
  )
}

export async function deleteExportAction(input: { id: string }): Promise<Answer<void>> {
  return classAction('an export was not deleted', z.object({ id: z.string().max(64) }), input, (actor, { id }) =>
    deleteExport(actor, id),
  )
}
