'use server'

import { z } from 'zod'
import { type ClassLimits, extendLabs, limitRanges, setClassLimits } from '#lib/labs/manage-limits.ts'
import { type Answer, classAction } from './class-action.ts'

const classId = z.string().min(1).max(64)
const within = ({ min, max }: { min: number; max: number }) => z.number().int().min(min).max(max).nullable()

export async function setClassLimitsAction(input: { classId: string } & ClassLimits): Promise<Answer<void>> {
  const schema = z.object({
    classId,
    labMinutes: within(limitRanges.labMinutes),
    labMemoryMiB: within(limitRanges.labMemoryMiB),
    labCpus: within(limitRanges.labCpus),
    labDiskGiB: within(limitRanges.labDiskGiB),
    maxRunningLabs: within(limitRanges.maxRunningLabs),
  })
  return classAction('limits were not set', schema, input, setClassLimits)
}

/** `studentIds`: null for the whole class. Answers how many labs were given more time. */
export async function extendLabsAction(input: {
  classId: string
  studentIds: string[] | null
  minutes: number
}): Promise<Answer<number>> {
  const studentIds = z.array(z.string().min(1).max(100)).max(1000).nullable()
  const minutes = z.number().int().min(5).max(240)
  return classAction('labs were not extended', z.object({ classId, studentIds, minutes }), input, extendLabs)
}
